#include "fuzz/generate/site_words.hpp"

#include "reference/receiver/site.hpp"

namespace smtpspec::fuzz {
namespace {

using Words = std::vector<std::string>;

Words joined(Words words, const Words& others) {
  words.insert(words.end(), others.begin(), others.end());
  return words;
}

}  // namespace

const Words& known_domains() {
  static const Words words = joined(receiver::Site{}.local_domains, receiver::Site{}.relay_domains);
  return words;
}

const Words& known_users() {
  static const Words words = receiver::Site{}.users;
  return words;
}

const Words& domain_words() {
  static const Words words = joined(known_domains(), {"elsewhere.test", "mail.example.test", "a"});
  return words;
}

const Words& user_words() {
  static const Words words =
      joined(joined(known_users(), receiver::Site{}.full), {"moved", "staff", "nobody", "a"});
  return words;
}

const Words& mechanism_words() {
  static const Words words = receiver::Site{}.mechanisms;
  return words;
}

}  // namespace smtpspec::fuzz
