#include "harness/language/expectation.hpp"

namespace smtpspec::language {

bool has_modifiers(const Expect& expect) {
  return expect.text || !expect.enhanced.empty() || expect.lines || !expect.has.empty() ||
         !expect.lacks.empty() || !expect.captures.empty() || expect.line;
}

bool is_bare_any(const Expect& expect) {
  return !expect.codes.empty() && expect.codes.front().any && !has_modifiers(expect);
}

}  // namespace smtpspec::language
