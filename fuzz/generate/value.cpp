#include "fuzz/generate/value.hpp"

#include "fuzz/generate/characters.hpp"
#include "fuzz/generate/number.hpp"

#include <chrono>

namespace smtpspec::fuzz {
namespace {

using syntax::ValueForm;

constexpr std::string_view kDigits = "0123456789";

void append_size(std::string& out, Random& random, Law law) {
  if (law == Law::kept) {
    out += std::to_string(border_number(random));
  } else {
    append_border_number(out, random);
  }
}

void append_notify(std::string& out, Random& random, Law law) {
  if (random.one_in(4)) {
    out += "NEVER";
    if (!bends(law, random)) return;
    out += ',';
  }
  for (std::size_t words = random.between(1, 4); words > 0; --words) {
    out += random.pick(kNotifications);
    if (words > 1 || bends(law, random)) out += ',';
  }
}

void append_orcpt(std::string& out, Random& random, Law law) {
  const std::size_t begin = out.size();
  out += random.pick(kAddressTypes);
  const std::size_t type = out.size() - begin;
  append_xtext(out, length(kLongestOrcpt - type, random, law), random, law);
}

void append_mailbox_xtext(std::string& out, Random& random, Law law) {
  if (random.one_in(4)) {
    out += "<>";
  } else {
    append_xtext(out, random.between(1, 20), random, law);
  }
}

void append_by(std::string& out, Random& random, Law law) {
  if (random.one_in(6) && bends(law, random)) out += '-';
  out += random.pick(std::string_view("123456789"));
  append_some(out, kDigits, random.below(bends(law, random) ? 11 : 9), random);
  out += random.pick(kByModes);
}

/// RFC 4865 §5: not with a zero in front.
void append_seconds(std::string& out, Random& random, Law law) {
  const std::size_t first = out.size();
  append_some(out, kDigits, length(9, random, law), random);
  if (out.size() > first && out[first] == '0' && !bends(law, random)) out[first] = '1';
}

void append_two(std::string& out, std::size_t low, std::size_t high, Random& random, Law law) {
  const std::size_t number = random.one_in(2) ? high : random.between(low, high);
  const std::string digits = std::to_string(number + (bends(law, random) ? 1 : 0));
  out.append(digits.size() < 2 ? 1 : 0, '0') += digits;
}

std::size_t last_day(std::size_t year, std::size_t month) {
  const auto days = std::chrono::year(static_cast<int>(year)) /
                    std::chrono::month(static_cast<unsigned>(month)) / std::chrono::last;
  return static_cast<unsigned>(days.day());
}

/// RFC 3339 §5.6.
void append_date_time(std::string& out, Random& random, Law law) {
  const std::size_t century = random.between(0, 99), year = random.between(0, 99);
  const std::size_t month = random.between(1, 12);
  append_two(out, century, century, random, Law::kept);
  append_two(out, year, year, random, Law::kept);
  append_two(out += '-', month, month, random, law);
  append_two(out += '-', 1, last_day(100 * century + year, month), random, law);
  append_two(out += 'T', 0, 23, random, law);
  append_two(out += ':', 0, 59, random, law);
  append_two(out += ':', 0, 60, random, law);
  if (random.one_in(4)) append_some(out += '.', kDigits, length(9, random, law), random);
  if (random.one_in(2)) {
    out += 'Z';
    return;
  }
  append_two(out += random.pick(std::string_view("+-")), 0, 23, random, law);
  append_two(out += ':', 0, 59, random, law);
}

void append_priority(std::string& out, Random& random, Law law) {
  if (random.one_in(2)) out += bends(law, random) ? '+' : '-';
  out += static_cast<char>('1' + random.below(9));
  if (bends(law, random)) out += '0';
}

}  // namespace

void append_value(std::string& out, ValueForm form, Random& random, Law law) {
  switch (form) {
    case ValueForm::none:
      return;
    case ValueForm::size:
      return append_size(out, random, law);
    case ValueForm::body:
      out += random.pick(kBodies);
      return;
    case ValueForm::ret:
      out += random.pick(kReturns);
      return;
    case ValueForm::envid:
      return append_xtext(out, length(kLongestEnvid, random, law), random, law);
    case ValueForm::notify:
      return append_notify(out, random, law);
    case ValueForm::orcpt:
      return append_orcpt(out, random, law);
    case ValueForm::mailbox:
      return append_mailbox_xtext(out, random, law);
    case ValueForm::by:
      return append_by(out, random, law);
    case ValueForm::seconds:
      return append_seconds(out, random, law);
    case ValueForm::date_time:
      return append_date_time(out, random, law);
    case ValueForm::priority:
      return append_priority(out, random, law);
  }
}

}  // namespace smtpspec::fuzz
