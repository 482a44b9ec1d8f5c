// The reference itself, seen through the interface: a disagreement with it would be a mistake of the
// comparison.
#include "reference/receiver/receiver.hpp"
#include "reference/reply/reply.hpp"
#include "reference/syntax/content.hpp"
#include "reference/syntax/print.hpp"

#include <smtpspec_fuzz.h>

#include <optional>
#include <string>

namespace {

using namespace smtpspec;

void tell(smtpspec_answer* answer, smtpspec_found what, std::string_view octets) {
  smtpspec_tell(answer, what, octets.data(), octets.size());
}

int read_command(const char* octets, size_t size, smtpspec_answer* answer) {
  syntax::Command command;
  syntax::parse_command({octets, size}, {}, command);
  constexpr auto kTolerated = static_cast<syntax::Oddities>(syntax::Oddity::trailing_space);
  if ((command.oddities & ~kTolerated) != 0) return SMTPSPEC_REFUSED;
  tell(answer, SMTPSPEC_UNQUOTED_LOCAL_PART, syntax::unquote_local_part(command.path.local_part));
  tell(answer, SMTPSPEC_DOMAIN, command.path.domain);
  for (const syntax::Parameter& parameter : command.parameters) {
    tell(answer, SMTPSPEC_KEYWORD, parameter.keyword);
    if (parameter.has_equals) tell(answer, SMTPSPEC_VALUE, parameter.value);
  }
  return SMTPSPEC_ACCEPTED;
}

int read_content(const char* octets, size_t size, smtpspec_answer* answer) {
  syntax::ContentReader reader;
  std::string_view rest(octets, size);
  std::string content;
  if (reader.read(rest, {}, content) != syntax::ContentStatus::end) return SMTPSPEC_MORE;
  tell(answer, SMTPSPEC_CONTENT, content);
  tell(answer, SMTPSPEC_REST, rest);
  return SMTPSPEC_ACCEPTED;
}

int read_reply(const char* octets, size_t size, smtpspec_answer* answer) {
  reply::ReplyReader reader;
  reader.feed({octets, size});
  const std::optional<reply::Reply> reply = reader.next();
  if (!reply) return SMTPSPEC_MORE;
  if (reply->faults != 0) return SMTPSPEC_REFUSED;
  tell(answer, SMTPSPEC_CODE, std::to_string(reply->code));
  for (const std::string& line : reply->lines) tell(answer, SMTPSPEC_TEXT, line);
  return SMTPSPEC_ACCEPTED;
}

/// Keeps every message and takes any password. False at the end of what is sent in the clear.
bool carry_out(receiver::Receiver& receiver, const receiver::Actions& actions, smtpspec_answer* answer) {
  for (const receiver::Action& action : actions) {
    bool goes_on = true;
    if (const auto* send = std::get_if<receiver::Send>(&action)) {
      tell(answer, SMTPSPEC_REPLIES, send->octets);
    } else if (std::holds_alternative<receiver::Store>(action)) {
      goes_on = carry_out(receiver, receiver.stored(receiver::StoreResult::kept), answer);
    } else if (std::holds_alternative<receiver::SaslStep>(action)) {
      const receiver::SaslResult taken{.kind = receiver::SaslResult::Kind::success, .text = "alice"};
      goes_on = carry_out(receiver, receiver.sasl(taken), answer);
    } else {
      goes_on = false;
    }
    if (!goes_on) return false;
  }
  return true;
}

void* open(smtpspec_answer* answer) {
  receiver::Site site;
  site.accept_everybody = true;
  auto* receiver = new receiver::Receiver(std::make_shared<const receiver::Site>(std::move(site)));
  carry_out(*receiver, receiver->open(), answer);
  return receiver;
}

int feed(void* session, const char* octets, size_t size, smtpspec_answer* answer) {
  auto& receiver = *static_cast<receiver::Receiver*>(session);
  return carry_out(receiver, receiver.feed({octets, size}), answer) ? 0 : 1;
}

void close(void* session) { delete static_cast<receiver::Receiver*>(session); }

}  // namespace

const smtpspec_parser* smtpspec_parser_under_test() {
  static const smtpspec_receiver receiver = {open, feed, close};
  static const smtpspec_parser parser = {read_command, nullptr,   nullptr, read_content,
                                         read_reply,   &receiver, nullptr};
  return &parser;
}
