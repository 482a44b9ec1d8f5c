#include "harness/player/expand.hpp"

#include "harness/language/ascii.hpp"
#include "harness/language/line.hpp"
#include "harness/language/template.hpp"
#include "harness/player/base64.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace smtpspec::player {
namespace {

using language::Hole;
using language::Piece;
using language::Template;

}  // namespace

std::string xtext(std::string_view octets) {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : octets) {
    if (c > ' ' && c < '\x7f' && c != '+' && c != '=') {
      out += c;
    } else {
      const auto octet = static_cast<unsigned char>(c);
      out += {'+', kDigits[octet / 16], kDigits[octet % 16]};
    }
  }
  return out;
}

Expander::Expander(const language::Scenario& scenario, const Variables& variables, Repeat repeat)
    : scenario_(scenario),
      variables_(variables),
      repeat_(repeat) {}

std::string Expander::text(const Template& text) {
  std::string out;
  for (const auto& part : text.parts) {
    if (const auto* literal = std::get_if<std::string>(&part)) {
      out += *literal;
    } else {
      out += hole(std::get<Hole>(part));
    }
  }
  return out;
}

std::string Expander::octets(const std::vector<Piece>& pieces) {
  std::string out;
  for (const Piece& piece : pieces) out += octets(piece);
  return out;
}

std::vector<TimedWrite> Expander::writes(const std::vector<Piece>& pieces) {
  std::vector<TimedWrite> out(1);
  const auto next = [&out](Millis pause) {
    if (out.back().octets.empty()) {
      out.back().pause += pause;
    } else {
      out.push_back({pause, {}});
    }
  };
  for (const Piece& piece : pieces) {
    switch (piece.kind) {
      case Piece::Kind::gap:
        if (const Millis pause = pause_of(piece); pause.count() > 0) next(pause);
        break;
      case Piece::Kind::split:
        next(Millis{0});
        break;
      case Piece::Kind::each:
        for (const char octet : octets(piece.inner)) {
          next(Millis{0});
          out.back().octets += octet;
        }
        next(Millis{0});
        break;
      default:
        out.back().octets += octets(piece);
    }
  }
  if (out.back().octets.empty()) out.pop_back();
  return out;
}

Millis Expander::pause_of(const Piece& gap) {
  if (gap.count.parts.empty()) return gap.pause;
  const std::string duration = text(gap.count);
  return language::Line(duration, gap.at.line).duration();
}

std::string Expander::lookup(std::string_view name) {
  if (const std::string* value = variables_.find(name)) return *value;
  if (missing_.empty()) missing_ = name;
  return {};
}

std::string Expander::named(std::string_view name) {
  const auto found = std::find_if(scenario_.octets.begin(), scenario_.octets.end(),
                                  [&](const language::NamedOctets& octets) { return octets.name == name; });
  return found == scenario_.octets.end() ? lookup(name) : octets(found->pieces);
}

std::string Expander::repeated(std::string_view count, const std::string& what) {
  std::size_t times = 0;
  std::from_chars(count.data(), count.data() + count.size(), times);
  if (repeat_ == Repeat::once) times = std::min<std::size_t>(times, 1);
  times = what.empty() ? 0 : std::min(times, kMostOctets / what.size());
  std::string out;
  out.reserve(times * what.size());
  for (std::size_t i = 0; i < times; ++i) out += what;
  return out;
}

std::string Expander::hole(const Hole& hole) {
  const auto& arguments = hole.arguments;
  const auto argument = [&](std::size_t i) { return text(language::argument_template(arguments.at(i))); };
  if (hole.function.empty()) return lookup(arguments.at(0));
  if (hole.function == "repeat") return repeated(argument(0), argument(1));
  if (hole.function == "base64") return base64_encode(argument(0));
  if (hole.function == "xtext") return xtext(argument(0));
  if (hole.function == "upper") return language::upper(lookup(arguments.at(0)));
  if (hole.function == "lower") return language::lower(lookup(arguments.at(0)));
  std::size_t length = 0;  // the last function of language::kFunctions
  for (const std::string& name : arguments) length += named(name).size();
  return std::to_string(length);
}

std::string Expander::octets(const Piece& piece) {
  switch (piece.kind) {
    case Piece::Kind::text:
      return text(piece.text);
    case Piece::Kind::hex:
      return piece.octets;
    case Piece::Kind::named:
      return named(piece.name);
    case Piece::Kind::repeat:
      return repeated(text(piece.count), octets(piece.inner));
    case Piece::Kind::base64:
      return base64_encode(octets(piece.inner));
    case Piece::Kind::each:
      return octets(piece.inner);
    case Piece::Kind::gap:
    case Piece::Kind::split:
      break;
  }
  return {};
}

}  // namespace smtpspec::player
