#include "harness/language/resolve.hpp"

#include "harness/language/suggest.hpp"
#include "harness/language/template.hpp"
#include "harness/language/words.hpp"

#include <algorithm>
#include <set>

namespace smtpspec::language {
namespace {

using Names = std::set<std::string, std::less<>>;

class Resolver {
 public:
  Resolver(const Scenario& scenario, std::vector<Diagnostic>& out) : scenario_(scenario), out_(out) {}

  void run() {
    variables_.insert(kTargetVariables.begin(), kTargetVariables.end());
    variables_.insert(kMadeVariables.begin(), kMadeVariables.end());
    variants();
    for (const NamedOctets& named : scenario_.octets) {
      pieces(named.pieces);
      if (!octets_.insert(named.name).second)
        fail(named.at, named.name, "octets '" + named.name + "' are named twice");
    }
    for (const Step& step : scenario_.steps) {
      std::visit([&](const auto& what) { check(what, step.at); }, step.what);
    }
  }

 private:
  const Scenario& scenario_;
  std::vector<Diagnostic>& out_;
  Names variables_, octets_, connections_ = {"main"};

  void fail(Position at, std::string_view marked, std::string what, std::string help = {}) {
    out_.push_back({.file = {},
                    .at = at,
                    .length = static_cast<std::uint32_t>(marked.size()),
                    .what = std::move(what),
                    .help = std::move(help),
                    .source = {}});
  }

  void unknown(Position at, const std::string& name, std::string_view kind, const Names& known) {
    const std::vector<std::string_view> words(known.begin(), known.end());
    fail(at, name, "unknown " + std::string(kind) + " '" + name + "'", suggest(name, words));
  }

  // Every variant gives the same keys, so that a name means something in each of them.
  void variants() {
    Names names, keys;
    for (const Variant& variant : scenario_.variants) {
      if (!names.insert(variant.name).second)
        fail(variant.at, variant.name, "a second variant '" + variant.name + "'");
      for (const auto& [key, value] : variant.values) {
        keys.insert(key);
        text(value);
      }
    }
    for (const Variant& variant : scenario_.variants) {
      for (const std::string& key : keys) {
        const auto gives = [&](const auto& pair) { return pair.first == key; };
        if (std::count_if(variant.values.begin(), variant.values.end(), gives) != 1) {
          fail(variant.at, variant.name, "variant '" + variant.name + "' must give '" + key + "' once",
               "every variant gives the same keys");
        }
      }
    }
    variables_.insert(keys.begin(), keys.end());
  }

  void hole(const Hole& hole, Position at) {
    if (hole.function == "length") {
      for (const std::string& name : hole.arguments) {
        if (!octets_.contains(name)) unknown(at, name, "octets", octets_);
      }
    } else if (hole.function.empty() || hole.function == "upper" || hole.function == "lower") {
      if (!variables_.contains(hole.arguments.front()))
        unknown(at, hole.arguments.front(), "variable", variables_);
    } else {
      for (const std::string& argument : hole.arguments) text(argument_template(argument), at);
    }
  }

  void text(const Template& text, Position at) {
    for (const auto& part : text.parts) {
      if (const auto* found = std::get_if<Hole>(&part)) hole(*found, at);
    }
  }
  void text(const Template& text) {
    for (const auto& part : text.parts) {
      if (const auto* found = std::get_if<Hole>(&part)) hole(*found, found->at);
    }
  }

  void pieces(const std::vector<Piece>& pieces_of_write) {
    for (const Piece& piece : pieces_of_write) {
      text(piece.text);
      text(piece.count);
      pieces(piece.inner);
      if (piece.kind == Piece::Kind::gap) durations(piece);
      if (piece.kind == Piece::Kind::named && !octets_.contains(piece.name)) {
        unknown(piece.at, piece.name, "octets", octets_);
      }
    }
  }

  // A gap that the variants give: each of them gives a duration.
  void durations(const Piece& gap) {
    const auto* hole = gap.count.parts.empty() ? nullptr : std::get_if<Hole>(&gap.count.parts.front());
    if (hole == nullptr) return;
    for (const Variant& variant : scenario_.variants) {
      for (const auto& [key, value] : variant.values) {
        if (key != hole->arguments.front()) continue;
        const auto* word = value.parts.empty() ? nullptr : std::get_if<std::string>(&value.parts.front());
        Line duration(word != nullptr ? std::string_view(*word) : std::string_view{}, value.at.line);
        duration.duration();
        duration.end();
        if (!duration.failed()) continue;
        fail(value.at, word != nullptr ? *word : key, "'" + key + "' is a gap: a duration is needed",
             "300ms, or 0ms for no cut");
      }
    }
  }

  void captures(const Expect& expect) {
    for (const Capture& capture : expect.captures) variables_.insert(capture.name);
  }

  void claim(const DeliveredClaim& claim) {
    if (claim.from) text(*claim.from);
    for (const Template& path : claim.to) text(path);
    pieces(claim.content);
    pieces(claim.has);
    pieces(claim.lacks);
  }

  void check(const ClientLine& step, Position) { text(step.text); }
  void check(const ClientWrite& step, Position) { pieces(step.pieces); }
  void check(const SetUp& step, Position) { captures(step.expect); }
  void check(const Question& step, Position) {
    captures(step.expect);
    for (const Alternative& alternative : step.alternatives) captures(alternative.expect);
  }
  void check(const Outcome& step, Position at) {
    if (step.rows.empty()) fail(at, "outcome", "an outcome without rows", "pass \"the label\" 250");
  }
  void check(const Delivered& step, Position) {
    claim(step.claim);
    for (const DeliveredRow& row : step.rows) claim(row.claim);
  }
  void check(const Auth& step, Position) {
    if (step.user) text(*step.user);
    if (step.password) text(*step.password);
  }
  void check(const OpenConnection& step, Position at) {
    if (!connections_.insert(step.name).second)
      fail(at, "open", "connection '" + step.name + "' is open already");
  }
  void check(const OnConnection& step, Position at) {
    if (!connections_.contains(step.name)) unknown(at, step.name, "connection", connections_);
  }
  void check(const Silence&, Position) {}
  void check(const Pause&, Position) {}
  void check(const TlsHandshake&, Position) {}
  void check(const Shut&, Position) {}
  void check(const Turn&, Position) {}
};

}  // namespace

void resolve(const Scenario& scenario, std::vector<Diagnostic>& out) { Resolver(scenario, out).run(); }

}  // namespace smtpspec::language
