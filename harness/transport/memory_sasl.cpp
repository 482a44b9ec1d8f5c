#include "harness/transport/memory_sasl.hpp"

#include <utility>
#include <vector>

namespace smtpspec::transport {
namespace {

using receiver::SaslResult;
using Kind = receiver::SaslResult::Kind;

// What the server says in each round, and how the client's responses are put together.
struct Mechanism {
  std::string_view name;
  bool client_first;
  std::vector<std::string> challenges;
  std::vector<std::string> (*responses)(const std::string& user, const std::string& password);
};

const std::vector<Mechanism>& mechanisms() {
  using Strings = std::vector<std::string>;
  static const std::vector<Mechanism> kMechanisms = {
      {"PLAIN",
       true,
       {""},
       [](const std::string& user, const std::string& password) {
         return Strings{std::string(1, '\0') + user + std::string(1, '\0') + password};
       }},
      {"LOGIN",
       false,
       {"Username:", "Password:"},
       [](const std::string& user, const std::string& password) {
         return Strings{user, password};
       }},
      {"CRAM-MD5",
       false,
       {"<1.1@mail.example.test>"},
       [](const std::string& user, const std::string& password) { return Strings{user + " " + password}; }},
      {"SCRAM-SHA-256",
       true,
       {"", "r=fixed,s=c2FsdA==,i=4096"},
       [](const std::string& user, const std::string& password) {
         return Strings{"n,,n=" + user + ",r=client", "c=biws,r=fixed,p=" + password};
       }},
  };
  return kMechanisms;
}

const Mechanism* find(std::string_view name) {
  for (const Mechanism& mechanism : mechanisms()) {
    if (mechanism.name == name) return &mechanism;
  }
  return nullptr;
}

class MemorySaslClient : public player::SaslClient {
 public:
  MemorySaslClient(bool first, std::vector<std::string> responses)
      : speaks_first_(first),
        responses_(std::move(responses)) {}

  std::optional<std::string> step(const std::optional<std::string>& challenge) override {
    if (!challenge && !speaks_first_) return std::nullopt;
    if (next_ == responses_.size()) return std::nullopt;
    return responses_[next_++];
  }

 private:
  bool speaks_first_;
  std::vector<std::string> responses_;
  std::size_t next_ = 0;
};

}  // namespace

SaslResult MemorySasl::step(const receiver::SaslStep& step, const receiver::Site& site) {
  const Mechanism* mechanism = find(step.mechanism);
  if (mechanism == nullptr) return {Kind::unknown_mechanism, {}};
  if (step.first) {
    given_.clear();
    if (!step.response) return {Kind::challenge, mechanism->challenges.front()};
  }
  given_.push_back(step.response.value_or(std::string()));
  if (given_.size() < mechanism->challenges.size())
    return {Kind::challenge, mechanism->challenges[given_.size()]};
  for (const auto& [user, password] : site.credentials) {
    if (mechanism->responses(user, password) == given_) return {Kind::success, user};
  }
  return {Kind::failure, {}};
}

std::unique_ptr<player::SaslClient> memory_sasl_client(const std::string& mechanism, const std::string& user,
                                                       const std::string& password) {
  const Mechanism* known = find(mechanism);
  if (known == nullptr) return nullptr;
  return std::make_unique<MemorySaslClient>(known->client_first, known->responses(user, password));
}

}  // namespace smtpspec::transport
