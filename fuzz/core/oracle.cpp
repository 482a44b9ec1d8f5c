// The oracle accuses no lawful receiver: whatever the client sends, no reply of one that conforms, is
// lenient, or takes one other lawful choice is unlawful or unexplained to it, and none is missing; nor is its
// closing unlawful, though the oracle may know no more of the site than a user tells. But every reply that it
// awaits and that is out of form is.
#include "fuzz/support/choices.hpp"
#include "fuzz/support/first_lines.hpp"
#include "fuzz/support/told.hpp"
#include "fuzz/support/watched.hpp"

namespace {

using namespace smtpspec;

constexpr std::size_t kPages = 2, kPage = 256;  // of lawful conducts

/// Conforming, lenient, or one other lawful choice.
receiver::Conduct lawful(std::size_t which) {
  static const std::vector<receiver::Deviation> variants = receiver::lawful_variants();
  fuzz::require(variants.size() + 2 <= kPages * kPage, "every lawful choice can be made");
  if (which == 0) return {};
  if (which == 1) return receiver::Conduct::lenient();
  const receiver::Deviation& variant = variants[(which - 2) % variants.size()];
  receiver::Conduct conduct;
  conduct.set(variant.decision, variant.choice);
  return conduct;
}

receiver::Conduct out_of_form(std::size_t which) {
  static constexpr std::string_view kForms[] = {"reply-line-end=lf", "reply-separator=missing",
                                                "reply-separator=tab", "reply-codes=last-differs"};
  const auto form = receiver::Conduct::parse(kForms[which % std::size(kForms)]);
  receiver::Conduct conduct;
  conduct.set(form->first, form->second);
  return conduct;
}

/// What is known of a site that is no more than an address and two mailboxes: EHLO tells the rest.
std::shared_ptr<const receiver::Site> from_outside(const receiver::Site& site) {
  receiver::Site known = site;
  known.seen_from_outside = true;
  known.nobody = "nobody";
  known.foreign_domain = "elsewhere.test";
  known.users = {"alice", "postmaster"};
  known.moved.clear();
  known.full.clear();
  known.lists.clear();
  known.active.clear();
  known.max_size = 0;
  known.max_recipients = receiver::Site{}.max_recipients;
  return std::make_shared<const receiver::Site>(std::move(known));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  fuzz::Choices choices(octets, size);
  const fuzz::Situation situation(choices);
  const std::size_t page = choices.number(kPages);
  const std::size_t which = page * kPage + choices.number(kPage);
  const std::size_t lines_at_once = 1 + choices.number(8);
  enum class Then : std::uint8_t { goes_on, falls_silent, is_out_of_form, is_seen_from_outside };
  const Then then = choices.pick(Then::is_seen_from_outside);
  const receiver::Conduct conduct = then == Then::is_out_of_form ? out_of_form(which) : lawful(which);
  if (fuzz::is_to_be_told()) {
    fuzz::tell_receiver(*situation.site, conduct);
    fuzz::tell_host(situation);
  }

  using fuzz::Watched;
  Watched watched(situation, conduct,
                  then == Then::is_out_of_form ? Watched::Receiver::out_of_form : Watched::Receiver::lawful,
                  then == Then::is_seen_from_outside ? from_outside(*situation.site) : situation.site);
  for (std::string_view left = choices.rest(); !left.empty() && !watched.over();) {
    const std::string_view piece = fuzz::first_lines(left, lines_at_once);
    left.remove_prefix(piece.size());
    watched.send(piece);
  }
  if (then == Then::falls_silent && !watched.over()) watched.fall_silent();
  return 0;
}
