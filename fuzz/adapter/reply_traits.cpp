#include "fuzz/adapter/reply_traits.hpp"

#include <array>

namespace smtpspec::fuzz {
namespace {

using reply::FormFault;

struct Trait {
  FormFault fault;
  std::string_view words;
};
constexpr std::array<Trait, 10> kTraits = {{
    {FormFault::bare_lf, "a line that ends in LF without CR"},
    {FormFault::bare_cr, "a CR inside a line"},
    {FormFault::code_range, "a code that is none of SMTP's"},
    {FormFault::separator, "neither SP nor hyphen behind the code"},
    {FormFault::code_changes, "lines with different codes"},
    {FormFault::too_long, "a line of more than 512 octets"},
    {FormFault::control, "a control octet"},
    {FormFault::eight_bit, "an octet above 127"},
    {FormFault::not_a_reply, "a line without a code"},
    {FormFault::clipped, "a reply of more octets than are kept"},
}};

}  // namespace

Traits traits_of(const reply::Reply& reply) {
  Traits out;
  for (const Trait& trait : kTraits) {
    if (reply.has(trait.fault)) out.push_back(trait.words);
  }
  if (reply.faults == 0 && reply.lines.size() > 1) out.push_back("several lines");
  return out;
}

}  // namespace smtpspec::fuzz
