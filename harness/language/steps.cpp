#include "harness/language/steps.hpp"

#include "harness/language/delivered.hpp"
#include "harness/language/expect.hpp"
#include "harness/language/outcome.hpp"
#include "harness/language/pieces.hpp"
#include "harness/language/template.hpp"
#include "harness/language/words.hpp"

#include <algorithm>
#include <array>

namespace smtpspec::language {
namespace {

using What = decltype(Step::what);

What client_line(Line& line) {
  if (line.rest().starts_with(' ')) line.advance(1);
  const std::string_view text = line.rest();
  if (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
    Position at = line.here();
    at.column += static_cast<std::uint32_t>(text.size() - 1);
    line.fail(at, 1, "white space at the end of a C: line cannot be seen",
              "write it with C|: C| \"RSET \\r\\n\"");
  }
  return ClientLine{read_template(line, TextEnds::line)};
}

What client_write(Line& line) {
  ClientWrite out;
  out.together = line.take("together");
  out.pieces = read_pieces(line);
  const bool has_octets = std::any_of(out.pieces.begin(), out.pieces.end(), [](const Piece& piece) {
    return piece.kind != Piece::Kind::gap && piece.kind != Piece::Kind::split;
  });
  if (!has_octets)
    line.fail(out.pieces.front().at, 1, "a write without octets", "a wait alone is: pause 1s \"the reason\"");
  return out;
}

What set_up(Line& line) { return SetUp{read_expect(line, Expecting::reply)}; }

What question(Line& line) {
  Question out{.expect = read_expect(line, Expecting::reply), .ends = false, .alternatives = {}};
  out.ends = read_end_of_scenario(line);
  return out;
}

What outcome(Line& line) { return read_outcome(line); }

What delivered(Line& line) { return Delivered{.claim = read_delivered(line), .rows = {}}; }

What silence(Line& line) {
  const Millis time = line.duration();
  return Silence{.time = time, .reason = read_plain_string(line, "the reason")};
}

What pause(Line& line) {
  const Millis time = line.duration();
  return Pause{.time = time, .reason = read_plain_string(line, "the reason")};
}

What tls(Line& line) {
  const Position at = line.next_at();
  const std::string_view word = line.word("handshake");
  if (!line.failed() && word != "handshake")
    line.fail(at, word.size(), "expected 'handshake', found '" + std::string(word) + "'");
  return TlsHandshake{};
}

What auth(Line& line) {
  Auth out;
  out.mechanism = line.word("a SASL mechanism");
  if (line.take("as")) {
    out.user = read_value(line, "the user's name");
    out.password = read_value(line, "the password");
  }
  return out;
}

std::string connection_name(Line& line) {
  const Position at = line.next_at();
  const std::string_view name = line.word("the name of a connection");
  if (!line.failed() && !is_name(name))
    line.fail(at, name.size(), "'" + std::string(name) + "' cannot be the name of a connection");
  return std::string(name);
}

What open(Line& line) {
  OpenConnection out{.name = connection_name(line), .greet = true};
  out.greet = !line.take("connected");
  return out;
}

What on(Line& line) { return OnConnection{connection_name(line)}; }
What half_close(Line&) { return Shut{Shut::How::half}; }
What close(Line&) { return Shut{Shut::How::close}; }
What reset(Line&) { return Shut{Shut::How::reset}; }
What turn(Line&) { return Turn{}; }

struct StepWord {
  std::string_view word;
  What (*read)(Line&);
  bool is_sign;  // what follows need not stand apart
};
constexpr std::array<StepWord, 16> kSteps = {{{"C:", client_line, true},
                                              {"C|", client_write, true},
                                              {"S:", set_up, true},
                                              {"S?", question, true},
                                              {"outcome", outcome, false},
                                              {"delivered", delivered, false},
                                              {"silence", silence, false},
                                              {"pause", pause, false},
                                              {"tls", tls, false},
                                              {"auth", auth, false},
                                              {"open", open, false},
                                              {"on", on, false},
                                              {"half-close", half_close, false},
                                              {"close", close, false},
                                              {"reset", reset, false},
                                              {"turn", turn, false}}};

constexpr auto kStepWords = [] {
  std::array<std::string_view, kSteps.size()> out;
  for (std::size_t i = 0; i < kSteps.size(); ++i) out[i] = kSteps[i].word;
  return out;
}();

}  // namespace

std::span<const std::string_view> step_words() { return kStepWords; }

std::optional<Step> read_step(Line& line) {
  const Position at = line.next_at();
  for (const StepWord& step : kSteps) {
    if (step.is_sign ? !line.take_prefix(step.word) : !line.take(step.word)) continue;
    Step out{.what = step.read(line), .at = at, .source = {}};
    line.end();
    out.source = line.since(at);
    return out;
  }
  return std::nullopt;
}

bool is_row(Line& line, const Step* above) {
  if (line.more() && line.rest().front() == '|') return true;
  return above != nullptr && std::holds_alternative<Outcome>(above->what) && grade_named(line.peek());
}

void read_row(Line& line, Step* above) {
  const Position at = line.here();
  const bool has_bar = line.take_prefix("|");
  What* const what = above != nullptr ? &above->what : nullptr;
  if (auto* const step = std::get_if<Outcome>(what)) {
    if (has_bar) line.fail(at, 1, "the rows of an outcome have no '|'", "pass \"refused\" 5yz");
    step->rows.push_back(read_outcome_row(line));
  } else if (auto* const asked = std::get_if<Question>(what)) {
    asked->alternatives.push_back(read_alternative(line, Expecting::reply));
  } else if (auto* const handshake = std::get_if<TlsHandshake>(what)) {
    handshake->alternatives.push_back(read_alternative(line, Expecting::handshake));
  } else if (auto* const exchange = std::get_if<Auth>(what)) {
    exchange->alternatives.push_back(read_alternative(line, Expecting::auth));
  } else if (auto* const claim = std::get_if<Delivered>(what)) {
    claim->rows.push_back(read_delivered_row(line));
  } else {
    line.fail(at, 1, "an alternative without a question",
              "rows with '|' stand below S?, tls, auth or delivered");
  }
}

}  // namespace smtpspec::language
