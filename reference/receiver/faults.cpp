#include "reference/receiver/faults.hpp"

#include "reference/receiver/word_list.hpp"
#include "reference/syntax/command.hpp"

#include <algorithm>
#include <charconv>

namespace smtpspec::receiver {

namespace {

constexpr std::string_view kWhere[] = {"greeting",    "ehlo",     "mail", "rcpt", "data",
                                       "end-of-data", "rset",     "noop", "quit", "vrfy",
                                       "bdat",        "starttls", "auth", "input"};
struct ReactionRow {
  std::string_view name;
  std::string_view meaning;
  std::string_view breaks;  // requirements, parted by spaces
};
constexpr ReactionRow kReactions[] = {
    {"dies", "the connection is reset instead of the reply", "RFC5321-3.8-a RFC5321-4.1.1.10-b"},
    {"hangs", "no reply to this or to anything after it", "RFC5321-4.2-a"},
    {"drops-reply", "no reply to this", "RFC5321-4.2-a"},
    {"doubles-reply", "the reply is sent twice", "RFC5321-4.2-a RFC821-4.2-a"},
    {"answers-late", "the reply comes three seconds late", ""},
    {"cuts-reply", "half of the reply is sent, and the connection closed",
     "RFC5321-3.8-a RFC5321-4.1.1.10-b"},
    {"loses-octet", "the last octet of a read that ends inside a line is lost", "RFC5321-2.4-g"},
    {"one-command-a-read", "what stands behind the first line of a read is lost", ""},
};
constexpr std::size_t kLongestVerb = 16;

bool is_in_reading(Reaction reaction) { return reaction >= Reaction::loses_octet; }

std::optional<Where> find_where(std::string_view name) {
  const auto* const found = std::find(std::begin(kWhere), std::end(kWhere), name);
  if (found == std::end(kWhere)) return std::nullopt;
  return static_cast<Where>(found - std::begin(kWhere));
}

std::optional<Reaction> find_reaction(std::string_view name) {
  const auto* const found = std::find_if(std::begin(kReactions), std::end(kReactions),
                                         [&](const ReactionRow& row) { return row.name == name; });
  if (found == std::end(kReactions)) return std::nullopt;
  return static_cast<Reaction>(found - std::begin(kReactions));
}

const ReactionRow& row_of(Reaction reaction) { return kReactions[static_cast<std::size_t>(reaction)]; }

std::string_view take_word(std::string_view& text) {
  const std::size_t colon = text.find(':');
  const std::string_view word = text.substr(0, colon);
  text = colon == std::string_view::npos ? std::string_view{} : text.substr(colon + 1);
  return word;
}

std::optional<Fault> parse_fault(std::string_view name) {
  if (take_word(name) != "fault") return std::nullopt;
  const auto where = find_where(take_word(name));
  const auto reaction = find_reaction(take_word(name));
  if (!where || !reaction) return std::nullopt;
  Fault fault{*where, *reaction};
  if (is_in_reading(fault.reaction) != (fault.where == Where::input)) return std::nullopt;
  if (!name.empty()) {
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), fault.time);
    if (error != std::errc{} || end != name.data() + name.size() || fault.time == 0) return std::nullopt;
  }
  return fault;
}

Where where_of(syntax::Verb verb) {
  using syntax::Verb;
  switch (verb) {
    case Verb::ehlo:
    case Verb::helo:
    case Verb::lhlo:
      return Where::ehlo;
    case Verb::mail:
      return Where::mail;
    case Verb::rcpt:
      return Where::rcpt;
    case Verb::data:
      return Where::data;
    case Verb::rset:
      return Where::rset;
    case Verb::noop:
      return Where::noop;
    case Verb::quit:
      return Where::quit;
    case Verb::vrfy:
      return Where::vrfy;
    case Verb::bdat:
      return Where::bdat;
    case Verb::starttls:
      return Where::starttls;
    case Verb::auth:
      return Where::auth;
    default:
      return Where::input;
  }
}

void append(Actions& out, Actions more) {
  for (Action& action : more) {
    Send* last = out.empty() ? nullptr : std::get_if<Send>(&out.back());
    Send* next = std::get_if<Send>(&action);
    if (last != nullptr && next != nullptr) {
      last->octets += next->octets;
    } else {
      out.push_back(std::move(action));
    }
  }
}

}  // namespace

std::string_view describe(Reaction reaction) { return row_of(reaction).meaning; }

std::vector<std::string_view> requirements_of(Reaction reaction) {
  std::vector<std::string_view> all;
  append_words(row_of(reaction).breaks, all);
  return all;
}

std::string Fault::name() const {
  std::string text = "fault:";
  text += kWhere[static_cast<std::size_t>(where)];
  text += ':';
  text += row_of(reaction).name;
  if (time != 1) (text += ':') += std::to_string(time);
  return text;
}

std::vector<Fault> faults() {
  std::vector<Fault> all;
  for (std::size_t where = 0; where < std::size(kWhere); ++where) {
    for (std::size_t reaction = 0; reaction < std::size(kReactions); ++reaction) {
      const Fault fault{static_cast<Where>(where), static_cast<Reaction>(reaction)};
      if (is_in_reading(fault.reaction) == (fault.where == Where::input)) all.push_back(fault);
    }
  }
  return all;
}

std::optional<Behaviour> parse_mutation(std::string_view name, Behaviour base) {
  if (const auto choice = Conduct::parse(name)) {
    base.conduct.set(choice->first, choice->second);
    return base;
  }
  base.fault = parse_fault(name);
  return base.fault ? std::optional(base) : std::nullopt;
}

FaultyReceiver::FaultyReceiver(std::shared_ptr<const Site> site, const Behaviour& behaviour)
    : inner_(std::move(site), behaviour.conduct),
      fault_(behaviour.fault) {}

Actions FaultyReceiver::open(bool tls) { return struck(Where::greeting, inner_.open(tls)); }
Actions FaultyReceiver::tls_started() { return struck(Where::input, inner_.tls_started()); }
Actions FaultyReceiver::tls_failed() { return struck(Where::input, inner_.tls_failed()); }
Actions FaultyReceiver::stored(StoreResult result) {
  return struck(Where::end_of_data, inner_.stored(result));
}
Actions FaultyReceiver::sasl(const SaslResult& result) { return struck(Where::auth, inner_.sasl(result)); }
Actions FaultyReceiver::expired() { return struck(Where::input, inner_.expired()); }
Actions FaultyReceiver::shut_down() { return struck(Where::input, inner_.shut_down()); }

Actions FaultyReceiver::feed(std::string_view octets) {
  Actions out;
  if (closed() || octets.empty()) return out;
  if (!fault_) return inner_.feed(octets);
  const bool commands = inner_.session().mode == Mode::command && !inner_.waiting();
  if (commands && fault_->reaction == Reaction::loses_octet && octets.back() != '\n') octets.remove_suffix(1);
  if (commands && fault_->reaction == Reaction::one_command_a_read)
    octets = octets.substr(0, octets.find('\n') + 1);
  feed_lines(octets, out);
  return out;
}

/// Line by line, so that each reply can be told from the next.
void FaultyReceiver::feed_lines(std::string_view octets, Actions& out) {
  while (!octets.empty() && !closed()) {
    const std::size_t lf = octets.find('\n');
    const std::string_view piece = octets.substr(0, lf == std::string_view::npos ? lf : lf + 1);
    octets.remove_prefix(piece.size());
    if (std::exchange(line_done_, piece.ends_with('\n'))) line_.clear();
    if (line_.size() < kLongestVerb) line_ += piece.substr(0, kLongestVerb - line_.size());
    const Mode mode = inner_.session().mode;
    const Where where = mode == Mode::content    ? Where::end_of_data
                        : mode == Mode::chunk    ? Where::bdat
                        : mode == Mode::response ? Where::auth
                                                 : where_of_line();
    append(out, struck(where, inner_.feed(piece)));
  }
}

Where FaultyReceiver::where_of_line() const {
  syntax::Command command;
  syntax::parse_command(std::string_view(line_).substr(0, line_.find_first_of("\r\n")), {}, command);
  return where_of(command.verb);
}

Actions FaultyReceiver::struck(Where where, Actions actions) {
  if (dead_ || hanging_) return {};
  if (!fault_ || fault_->where != where || where == Where::input) return actions;
  const bool replies = std::any_of(actions.begin(), actions.end(),
                                   [](const Action& action) { return std::holds_alternative<Send>(action); });
  if (!replies || ++times_ != fault_->time) return actions;
  return strike(std::move(actions));
}

Actions FaultyReceiver::strike(Actions actions) {
  Actions out;
  switch (fault_->reaction) {
    case Reaction::dies:
      dead_ = true;
      out.emplace_back(Close{.reset = true});
      return out;
    case Reaction::hangs:
      hanging_ = true;
      return out;
    case Reaction::answers_late:
      out.emplace_back(Delay{kLate});
      break;
    case Reaction::cuts_reply:
      dead_ = true;
      break;
    case Reaction::drops_reply:
    case Reaction::doubles_reply:
    case Reaction::loses_octet:
    case Reaction::one_command_a_read:
      break;
  }
  for (Action& action : actions) {
    Send* send = std::get_if<Send>(&action);
    if (send != nullptr && fault_->reaction == Reaction::drops_reply) continue;
    if (send != nullptr && fault_->reaction == Reaction::doubles_reply)
      send->octets += std::string(send->octets);
    if (send != nullptr && fault_->reaction == Reaction::cuts_reply)
      send->octets.resize(send->octets.size() / 2);
    out.push_back(std::move(action));
    if (dead_) break;
  }
  if (dead_) out.emplace_back(Close{});
  return out;
}

}  // namespace smtpspec::receiver
