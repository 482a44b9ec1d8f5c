#pragma once

#include "fuzz/support/world.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::fuzz {

/// Mail transactions by the words of RFC 5321 §3, §4.1.1, §4.1.4 and §4.5.3, RFC 1870 §6, RFC 3030 §2, RFC
/// 3207 §4, RFC 4954 §4 and RFC 6531 §3, in the most obvious way: what each input must be answered with, and
/// what the messages are. It shares nothing with the receiver. Where the standards leave a choice, it says so
/// and follows the answer.
class TransactionModel {
 public:
  /// `world` outlives it.
  explicit TransactionModel(const World& world) : tls(world.tls_at_once), world_(world) {}

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
  /// More about the last line.
  struct Said {
    std::string verb;                               ///< in upper case; empty if it is none that is known
    std::string codes;                              ///< one of these answers it; empty if all of the verb may
    std::string mention;                            ///< stands in the answer
    std::optional<std::vector<std::string>> lines;  ///< of the answer, in any order; of EHLO behind the first
    std::string mechanism;                          ///< of an AUTH that is lawful in its place, in upper case
    std::optional<std::string> initial_response;
  } said;
  /// It was answered.
  void answered(bool accepted);
  /// The same for content behind DATA, with its transparency undone.
  Due due_content(std::string_view content, bool bare_line_ends);
  /// And for one that is whole, however it came.
  Due due_message(std::string_view content);

  struct Recipient {
    std::string mailbox, parameters;
    bool local = true;
    std::string domain;
  };
  struct Mail {
    bool open = false;      ///< MAIL was taken
    bool chunking = false;  ///< BDAT was
    bool chunk_failed = false;
    std::string reverse_path, parameters;
    std::string body, size;  ///< values of parameters, in upper case
    bool smtputf8 = false;
    std::string chunks;
    std::vector<Recipient> recipients;
  } mail;
  bool greeted = false, extended = false, tls = false, authenticated = false;
  std::string client_name, user;

  /// The octets that follow the last line whatever it is answered with: a chunk.
  std::size_t chunk_size = 0;
  void take_chunk(std::string_view octets) { chunk_ = octets; }
  const std::string& last_octets() const { return chunk_; }
  /// The last line was BDAT with LAST.
  bool chunk_ends() const { return does_ == Does::chunk && last_chunk_; }
  /// TLS is up.
  void start_tls();

 private:
  const World& world_;
  enum class Does : std::uint8_t { nothing, hello, mail, rcpt, chunk, reset } does_ = Does::nothing;
  std::string chunk_;
  bool last_chunk_ = false, too_big_ = false;
  // What the last line would change.
  std::string name_;
  bool extended_hello_ = false;
  Mail mail_;
  Recipient recipient_;

  Due refuse(std::string_view codes);
  std::string_view demand() const;
  Due due_command(std::string_view line, std::string_view argument);
  Due due_enquiry(std::string_view argument);
  Due due_hello(std::string_view name);
  Due due_mail(std::string_view line);
  Due due_rcpt(std::string_view line);
  Due due_recipient(std::string_view mailbox);
  Due due_parameters(std::string_view parameters, bool on_mail);
  Due due_parameter(std::string_view word, bool on_mail);
  Due due_data();
  Due due_chunk(std::string_view line);
  Due due_auth(std::string_view words);
  std::vector<std::string> keyword_lines() const;
  bool announces(std::string_view keyword) const;
};

}  // namespace smtpspec::fuzz
