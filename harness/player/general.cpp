#include "harness/player/general.hpp"

#include "harness/language/ascii.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace smtpspec::player {
namespace {

using language::upper;

using reply::FormFault;
using reply::Reply;

constexpr std::string_view kForm = "reply-form";
constexpr std::string_view kText = "reply-text";
constexpr std::string_view kCode = "reply-code";
constexpr std::string_view kLength = "reply-length";
constexpr std::string_view kGreeting = "greeting-form";
constexpr std::string_view kEhlo = "ehlo-form";
constexpr std::string_view kEnhanced = "enhanced-codes";
constexpr std::string_view kOneReply = "one-reply-a-command";

constexpr std::array<GeneralCheck, 8> kChecks = {{
    {kForm, "Every reply is lines of a code, SP or hyphen, text and CRLF", "RFC5321-4.2-b"},
    {kText, "The text of a reply is HT, SP and printable ASCII", "RFC5321-4.2-h"},
    {kCode, "The first digit of a reply code is 2 to 5, the second 0 to 5", "RFC5321-4.2-n"},
    {kLength, "No line of a reply is longer than 512 octets", "RFC5321-4.5.3.1.5-a"},
    {kGreeting, "The greeting names the server behind its code", "RFC5321-4.2-g"},
    {kEhlo, "The reply to EHLO is a domain, then lines of a keyword and its parameters", "RFC5321-4.1.1.1-k"},
    {kEnhanced, "Announced enhanced status codes stand in every reply that may carry one", "RFC2034-4-a"},
    {kOneReply, "Every command is answered once", "RFC5321-4.2-a"},
}};

// A breach is a failure only where a client that follows the standard would misread the reply.
struct FormRow {
  FormFault fault;
  std::string_view check;
  Grade grade;
  std::string_view message;
};
constexpr std::array<FormRow, 9> kFormRows = {{
    {FormFault::not_a_reply, kForm, Grade::fail, "a line that is no reply"},
    {FormFault::bare_lf, kForm, Grade::fail, "a line of a reply ends in LF without CR"},
    {FormFault::separator, kForm, Grade::fail, "neither SP nor hyphen behind the code"},
    {FormFault::code_changes, kForm, Grade::fail, "lines of one reply have different codes"},
    {FormFault::bare_cr, kText, Grade::warn, "a CR inside a line of a reply"},
    {FormFault::control, kText, Grade::warn, "a control octet in the text of a reply"},
    {FormFault::eight_bit, kText, Grade::warn, "an octet above 127 in the text of a reply"},
    {FormFault::too_long, kLength, Grade::warn, "a line of a reply is longer than 512 octets"},
    {FormFault::clipped, kLength, Grade::warn, "a reply of more octets than are kept"},
}};

// What a server echoes may make a reply long that is not otherwise.
constexpr std::size_t kLongInput = 256;

bool is_hello(const Asked& asked) {
  return asked.verb == "EHLO" || asked.verb == "HELO" || asked.verb == "LHLO";
}

bool is_excused(FormFault fault, const Reply& reply, const Dialogue& dialogue) {
  if (fault == FormFault::eight_bit) return dialogue.smtputf8;
  if (fault == FormFault::too_long) return reply.code == 334 || dialogue.asked.length > kLongInput;
  return false;
}

void look_at_form(const Reply& reply, const Dialogue& dialogue, std::vector<Breached>& out) {
  for (const FormRow& row : kFormRows) {
    if (reply.has(row.fault) && !is_excused(row.fault, reply, dialogue))
      out.push_back({row.check, row.grade, std::string(row.message)});
  }
  if (reply.has(FormFault::code_range)) {
    const int digit = reply.code / 100;
    const Grade grade = digit < 2 || digit > 5 ? Grade::fail : Grade::warn;
    out.push_back({kCode, grade, "the reply code " + std::to_string(reply.code) + " is outside the ranges"});
  }
}

bool is_let_dig(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Domain or address-literal (RFC 5321 §4.1.2); a single label is a domain. Underscores are overlooked.
bool names_a_host(std::string_view text) {
  const std::string_view word = text.substr(0, text.find(' '));
  if (word.starts_with('[')) return word.size() > 2 && word.ends_with(']');
  return !word.empty() && is_let_dig(word.front()) && is_let_dig(word.back()) &&
         std::all_of(word.begin(), word.end(),
                     [](char c) { return is_let_dig(c) || c == '-' || c == '.' || c == '_'; });
}

void look_at_greeting(const Reply& reply, std::vector<Breached>& out) {
  if (reply.code != 220 || reply.lines.empty()) return;
  if (!names_a_host(reply.lines.front()))
    out.push_back({kGreeting, Grade::warn, "the greeting does not begin with the name of the server"});
}

// RFC 5321 §4.1.1.1: ehlo-keyword = (ALPHA / DIGIT) *(ALPHA / DIGIT / "-")
bool is_ehlo_keyword(std::string_view word) {
  return !word.empty() && is_let_dig(word.front()) &&
         std::all_of(word.begin(), word.end(), [](char c) { return is_let_dig(c) || c == '-'; });
}

void look_at_ehlo(const Reply& reply, std::vector<Breached>& out) {
  if (reply.code != 250 || reply.lines.empty()) return;
  if (!names_a_host(reply.lines.front()))
    out.push_back({kEhlo, Grade::warn, "the reply to EHLO does not begin with the name of the server"});
  for (auto line = std::next(reply.lines.begin()); line != reply.lines.end(); ++line) {
    const std::string_view keyword = std::string_view(*line).substr(0, line->find(' '));
    // "AUTH=PLAIN" is what clients from before RFC 2554 need.
    if (!is_ehlo_keyword(keyword) && !upper(keyword).starts_with("AUTH=")) {
      out.push_back({kEhlo, Grade::warn, "a line of the reply to EHLO is not a keyword and its parameters"});
      return;
    }
  }
}

void look_at_enhanced(const Reply& reply, const Dialogue& dialogue, std::vector<Breached>& out) {
  const int digit = reply.code / 100;
  const bool may_carry_one = digit == 2 || digit == 4 || digit == 5;
  if (!may_carry_one || is_hello(dialogue.asked) || dialogue.asked.what == Asked::What::greeting) return;
  if (!dialogue.keywords.has("ENHANCEDSTATUSCODES")) return;
  for (const std::string& line : reply.lines) {
    const auto code = reply::parse_enhanced(line);
    if (!code) {
      out.push_back({kEnhanced, Grade::warn, "a reply without an enhanced status code"});
      return;
    }
    if (code->klass != digit) {
      out.push_back({kEnhanced, Grade::warn, "an enhanced status code of another class than its reply"});
      return;
    }
  }
}

}  // namespace

std::span<const GeneralCheck> general_checks() { return kChecks; }

std::vector<Breached> look_at(const Reply& reply, const Dialogue& dialogue) {
  std::vector<Breached> out;
  look_at_form(reply, dialogue, out);
  if (dialogue.asked.what == Asked::What::greeting) {
    look_at_greeting(reply, out);
  } else if (dialogue.asked.verb == "EHLO" || dialogue.asked.verb == "LHLO") {
    look_at_ehlo(reply, out);
  }
  look_at_enhanced(reply, dialogue, out);
  return out;
}

Breached without_line_feed() { return {kForm, Grade::fail, "a line of a reply ends in CR, and no LF comes"}; }

Breached unasked(const Reply& reply) {
  return {kOneReply, Grade::fail, "a reply " + std::to_string(reply.code) + " that no command asked for"};
}

}  // namespace smtpspec::player
