#include "reports/dialogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace smtpspec::reports {
namespace {

std::string without_line_end(std::string text) {
  while (text.ends_with('\r') || text.ends_with('\n')) text.pop_back();
  return text;
}

}  // namespace

VisibleLines shown_octets(const Exchange& exchange, std::size_t limit) {
  if (exchange.redacted) return {.lines = {"(redacted)"}};
  return visible_lines(exchange.octets, limit);
}

std::string answered_command(const Exchange& reply, const Exchange* before) {
  if (reply.answers.empty() || reply.kind != Exchange::Kind::received || before == nullptr) return {};
  const std::string command = without_line_end(reply.answers);
  const bool plain = before->kind == Exchange::Kind::sent &&
                     (before->redacted || without_line_end(before->octets) == command);
  return plain ? std::string{} : one_line(command, 80);
}

std::string answered_command(const std::vector<Exchange>& transcript, std::size_t index) {
  for (std::size_t i = index; i-- > 0;) {
    const Exchange& earlier = transcript[i];
    if (earlier.connection == transcript[index].connection && earlier.kind != Exchange::Kind::event)
      return answered_command(transcript[index], &earlier);
  }
  return {};  // the greeting
}

void Dialogue::expect(const Exchange& exchange) {
  many_ = many_ || exchange.connection != 0;
  tls_ = tls_ || exchange.in_tls;
  indent_ = layout_.indent + 12 + (many_ ? 4 : 0) + (tls_ ? 4 : 0);
  text_width_ = layout_.width == 0 ? 0 : std::max<std::size_t>(layout_.width, indent_ + 20) - indent_;
}

Lines Dialogue::add(const Exchange& exchange) {
  expect(exchange);
  if (exchange.kind == Exchange::Kind::event) {
    put(margin(exchange, '-'), Tone::dim, one_line(exchange.text, 1000));
    return std::exchange(lines_, {});
  }
  const bool sent = exchange.kind == Exchange::Kind::sent;
  const Tone tone = sent ? Tone::sent : Tone::received;
  const VisibleLines shown = shown_octets(exchange, layout_.octets);
  std::string before = margin(exchange, sent ? 'C' : 'S');
  for (const std::string& line : shown.lines) {
    put(before, tone, line);
    before.assign(indent_, ' ');
  }
  if (shown.lines.empty()) put(before, Tone::dim, "(no octets)");
  if (shown.omitted != 0) under(Tone::dim, fmt::format("... {} more octets", shown.omitted));
  if (exchange.dropped != 0)
    under(Tone::dim, fmt::format("... {} more octets were not kept", exchange.dropped));
  const auto last = last_.find(exchange.connection);
  if (const std::string command = answered_command(exchange, last == last_.end() ? nullptr : &last->second);
      !command.empty()) {
    put(std::string(indent_, ' '), Tone::dim, fmt::format("answers {}", command));
  }
  oracle(exchange);
  last_.insert_or_assign(exchange.connection, exchange);
  return std::exchange(lines_, {});
}

std::string Dialogue::margin(const Exchange& exchange, char direction) const {
  std::string out = fmt::format("{:{}}{:7.3f} ", "", layout_.indent, double(exchange.at_ms) / 1000);
  if (many_) out += fmt::format("#{:<2} ", exchange.connection + 1);
  if (tls_) out += exchange.in_tls ? "tls " : "    ";
  return out + fmt::format(" {}  ", direction);
}

void Dialogue::put(const std::string& before, Tone tone, const std::string& text) {
  std::string margin = before;
  for (std::string& part : folded(text, text_width_)) {
    lines_.push_back({{Tone::dim, margin}, {tone, std::move(part)}});
    margin.assign(indent_, ' ');
  }
}

/// Beside the reply where it agrees and there is room, else under it.
void Dialogue::oracle(const Exchange& exchange) {
  if (exchange.oracle.empty()) return;
  const std::string view = fmt::format("oracle: {}", one_line(exchange.oracle, 1000));
  if (exchange.oracle_differs) return under(Tone::caution, "!= " + view);
  const std::size_t used = indent_ + columns(lines_.back().back().text);
  const bool fits = layout_.width == 0 || used + 3 + columns(view) <= layout_.width;
  if (!fits) return under(Tone::dim, view);
  lines_.back().push_back({Tone::dim, "   " + view});
}

/// What is said about a line stands under it, and breaks between words.
void Dialogue::under(Tone tone, const std::string& text) {
  const std::string margin(indent_, ' ');
  if (text_width_ == 0) return put(margin, tone, text);
  for (std::string& line : wrapped(text, text_width_))
    lines_.push_back({{Tone::dim, margin}, {tone, std::move(line)}});
}

Lines dialogue(const std::vector<Exchange>& transcript, const DialogueLayout& layout) {
  Dialogue page(layout);
  for (const Exchange& exchange : transcript) page.expect(exchange);
  Lines out;
  for (const Exchange& exchange : transcript) {
    Lines lines = page.add(exchange);
    std::move(lines.begin(), lines.end(), std::back_inserter(out));
  }
  return out;
}

}  // namespace smtpspec::reports
