/* What the author of a parser implements to have it fuzzed and compared with the reference. C89 and later,
 * C++.
 *
 *   find_package(smtpspec 0.1 REQUIRED)
 *   smtpspec_add_parser_fuzzer(mine SOURCES my_adapter.c LIBRARIES my_parser)
 *
 * docs/fuzz-your-parser.md leads through it.
 */
#ifndef SMTPSPEC_FUZZ_H
#define SMTPSPEC_FUZZ_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a parser makes of its input. */
enum smtpspec_verdict {
  SMTPSPEC_REFUSED = 0,  /* against the syntax */
  SMTPSPEC_ACCEPTED = 1, /* read; whether a server would obey does not matter */
  SMTPSPEC_MORE = 2,     /* content, reply: not finished, more octets are wanted */
  SMTPSPEC_PASS = 3      /* not for this parser: nothing is compared */
};

/* What it found. Only what is told is compared; but who tells the DOMAIN of a command tells its parameters,
 * too. */
enum smtpspec_found {
  SMTPSPEC_LOCAL_PART,          /* as written, with its quotes */
  SMTPSPEC_UNQUOTED_LOCAL_PART, /* or without quotes and quoted-pairs */
  SMTPSPEC_DOMAIN,              /* a literal with its brackets; empty for <> and <Postmaster> */
  SMTPSPEC_KEYWORD,             /* of a parameter: once for each, in order */
  SMTPSPEC_VALUE,               /* of a parameter: once behind each keyword that has "=" */
  SMTPSPEC_CONTENT,             /* decoded; several calls add up */
  SMTPSPEC_CONTENT_WITH_LF,     /* or decoded to lines that end in LF where CRLF was sent */
  SMTPSPEC_REST,                /* what stands behind the end of the content, still to be read */
  SMTPSPEC_CODE,                /* of a reply: three digits */
  SMTPSPEC_TEXT,                /* of a reply: once for each line, without code, separator and CRLF */
  SMTPSPEC_REPLIES,             /* of a session: octets for the client; several calls add up */
  SMTPSPEC_FOUNDS               /* how many there are */
};

/* Where the answer goes. The octets are copied. */
typedef struct smtpspec_answer smtpspec_answer;
void smtpspec_tell(smtpspec_answer* answer, enum smtpspec_found what, const char* octets, size_t size);

/* Reads `size` octets, which may be 0 and which no NUL follows, and gives an smtpspec_verdict. `octets` is
 * never NULL. */
typedef int smtpspec_reader(const char* octets, size_t size, smtpspec_answer* answer);

/* A receiver: told octets, it tells SMTPSPEC_REPLIES, and never waits. A policy of its own (who is a user,
 * what is relayed) is taken for lawful. There is no TLS: what is fed behind a 220 to STARTTLS is plaintext,
 * whatever it answers there is neither judged nor compared, and it may say that it has closed. */
struct smtpspec_receiver {
  void* (*open)(smtpspec_answer* answer); /* tells the greeting */
  /* Not 0 when it has closed the connection. */
  int (*feed)(void* session, const char* octets, size_t size, smtpspec_answer* answer);
  void (*close)(void* session);
};

/* Each part may be NULL: then it is not offered. */
struct smtpspec_parser {
  smtpspec_reader* command; /* a command line without its CRLF: MAIL FROM:<a@b.example> SIZE=1 */
  smtpspec_reader* path;    /* <@r.example:a@b.example>, as behind RCPT TO: */
  smtpspec_reader* mailbox; /* a@b.example */
  smtpspec_reader* content; /* what follows a 354, dots doubled; accepted once it has ended */
  smtpspec_reader* reply;   /* what a server sends; accepted once the first reply is whole */
  const struct smtpspec_receiver* receiver; /* needs SESSION in smtpspec_add_parser_fuzzer */
  /* Names of disagreements that are known and not to be reported ("mailbox: accepts: a control octet";
   * "mailbox: accepts" for all of these), ending in NULL. NULL for none. */
  const char* const* known;
};

/* The parser under test: called once. */
const struct smtpspec_parser* smtpspec_parser_under_test(void);

#ifdef __cplusplus
}
#endif

#endif
