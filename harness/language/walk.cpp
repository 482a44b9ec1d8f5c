#include "harness/language/walk.hpp"

#include "harness/language/template.hpp"

namespace smtpspec::language {
namespace {

using VisitPiece = std::function<void(const Piece&)>;
using VisitText = std::function<void(const Template&)>;

void pieces(const std::vector<Piece>& all, const VisitPiece& visit) {
  for (const Piece& piece : all) {
    visit(piece);
    pieces(piece.inner, visit);
  }
}

void claim(const DeliveredClaim& claim, const VisitPiece& visit) {
  for (const auto* part : {&claim.content, &claim.has, &claim.lacks}) pieces(*part, visit);
}

void texts(const DeliveredClaim& claim, const VisitText& visit) {
  if (claim.from) visit(*claim.from);
  for (const Template& path : claim.to) visit(path);
}

void for_each_text(const Scenario& scenario, const VisitText& visit) {
  for_each_piece(scenario, [&](const Piece& piece) {
    visit(piece.text);
    visit(piece.count);
  });
  for (const Variant& variant : scenario.variants) {
    for (const auto& [key, value] : variant.values) visit(value);
  }
  for (const Step& step : scenario.steps) {
    if (const auto* line = std::get_if<ClientLine>(&step.what)) visit(line->text);
    if (const auto* auth = std::get_if<Auth>(&step.what)) {
      if (auth->user) visit(*auth->user);
      if (auth->password) visit(*auth->password);
    }
    if (const auto* delivered = std::get_if<Delivered>(&step.what)) {
      texts(delivered->claim, visit);
      for (const DeliveredRow& row : delivered->rows) texts(row.claim, visit);
    }
  }
}

void holes(const Template& text, const std::function<void(const Hole&)>& visit) {
  for (const auto& part : text.parts) {
    const auto* hole = std::get_if<Hole>(&part);
    if (hole == nullptr) continue;
    visit(*hole);
    const bool has_texts =
        hole->function == "repeat" || hole->function == "base64" || hole->function == "xtext";
    if (!has_texts) continue;
    for (const std::string& argument : hole->arguments) holes(argument_template(argument), visit);
  }
}

}  // namespace

void for_each_piece(const Scenario& scenario, const VisitPiece& visit) {
  for (const NamedOctets& named : scenario.octets) pieces(named.pieces, visit);
  for (const Step& step : scenario.steps) {
    if (const auto* write = std::get_if<ClientWrite>(&step.what)) pieces(write->pieces, visit);
    if (const auto* delivered = std::get_if<Delivered>(&step.what)) {
      claim(delivered->claim, visit);
      for (const DeliveredRow& row : delivered->rows) claim(row.claim, visit);
    }
  }
}

void for_each_hole(const Scenario& scenario, const std::function<void(const Hole&)>& visit) {
  for_each_text(scenario, [&](const Template& text) { holes(text, visit); });
}

}  // namespace smtpspec::language
