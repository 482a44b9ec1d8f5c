/* A parser such as one writes in ten minutes, and its adapter. It looks for the first "@": of
 * <"u@local.test"@remote.test> it takes local.test for the domain. */
#include <smtpspec_fuzz.h>

#include <string.h>

static int read_path(const char* octets, size_t size, smtpspec_answer* answer) {
  const char* end = octets + size;
  const char* at;
  if (size < 2 || octets[0] != '<' || end[-1] != '>') return SMTPSPEC_REFUSED;
  at = (const char*)memchr(octets, '@', size);
  if (at == NULL || at == octets + 1) return SMTPSPEC_PASS; /* <>, <Postmaster> and source routes */
  smtpspec_tell(answer, SMTPSPEC_LOCAL_PART, octets + 1, (size_t)(at - octets) - 1);
  smtpspec_tell(answer, SMTPSPEC_DOMAIN, at + 1, (size_t)(end - at) - 2);
  return SMTPSPEC_ACCEPTED;
}

static const char* const known[] = {"path: accepts", NULL}; /* it takes everything for an address */

const struct smtpspec_parser* smtpspec_parser_under_test(void) {
  static struct smtpspec_parser parser;
  parser.path = read_path;
  parser.known = known;
  return &parser;
}
