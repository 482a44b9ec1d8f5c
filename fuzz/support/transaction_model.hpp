#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::fuzz {

/// What the receiver under test was told about its place in the world.
struct World {
  std::string local_domain, relay_domain;
  std::vector<std::string> users;  ///< local-parts in lower case; all others are refused
  std::size_t max_size = 0, max_recipients = 0;
  bool lmtp = false;  ///< RFC 2033
};

/// Mail transactions by the words of RFC 5321 §4.1.1 and §4.1.4, RFC 3030 §2, RFC 3207 §4.2 and RFC 4954 §4,
/// in the most obvious way: what each input must be answered with, and what the messages are. It shares
/// nothing with the receiver. Where the standards leave a choice, it says so and follows the answer.
class TransactionModel {
 public:
  explicit TransactionModel(World world) : world_(std::move(world)) {}

  enum class Due : std::uint8_t {
    accepted,
    refused,
    either,
    unclear,  ///< lawful either way, and what it would do if accepted is not to be said: no comparison behind
              ///< it
  };
  /// What must answer a command line, without its CRLF. What it does to the transaction waits for
  /// answered().
  Due due(std::string_view line);
  /// It was answered.
  void answered(bool accepted);
  /// The same for content behind DATA, with its transparency undone.
  Due due_content(std::size_t octets, bool bare_line_ends) const;
  void content_answered() { forget_transaction(); }

  struct Recipient {
    std::string mailbox, parameters;
  };
  bool greeted = false, extended = false, tls = false, authenticated = false;
  bool open = false;      ///< MAIL was taken
  bool chunking = false;  ///< BDAT was
  std::string client_name, reverse_path, parameters, chunks;
  std::vector<Recipient> recipients;
  bool only_local = true;  ///< the recipients

  /// The octets that follow the last line whatever it is answered with: a chunk.
  std::size_t chunk_size = 0;
  bool last_chunk = false;
  void take_chunk(std::string_view octets) { chunk_ = octets; }
  const std::string& last_octets() const { return chunk_; }
  /// TLS is up.
  void start_tls();
  void forget_transaction();

 private:
  enum class Does : std::uint8_t { nothing, hello, mail, rcpt, chunk, reset } does_ = Does::nothing;
  World world_;
  std::string chunk_;
  bool chunk_failed_ = false, too_big_ = false, binary_ = false;
  std::string name_, mailbox_, given_parameters_;  // what the last line would change
  bool extended_hello_ = false, local_ = false, binary_mail_ = false;

  Due due_hello(std::string_view verb, std::string_view argument);
  Due due_mail(std::string_view line);
  Due due_rcpt(std::string_view line);
  Due due_chunk(std::string_view line);
  Due due_recipient(std::string_view mailbox);
  Due due_parameters(bool on_mail);
};

}  // namespace smtpspec::fuzz
