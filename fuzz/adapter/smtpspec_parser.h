/* What a foreign parser of SMTP command lines implements to be compared with ours. C89 and later, C++.
 *
 * Build a library or an object with the two functions below, and link it to the differential target:
 *
 *   include(fuzz/adapter/foreign_parser.cmake)          (inside this repository)
 *   smtpspec_foreign_parser(mine SOURCES my_adapter.c LIBRARIES my_parser)
 *
 * which makes fuzz_foreign_mine (libFuzzer, preset fuzz) and replay_foreign_mine (any compiler).
 */
#ifndef SMTPSPEC_PARSER_H
#define SMTPSPEC_PARSER_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A stretch of octets: of the line, or of memory that lives until the next call. */
struct smtpspec_octets {
  const uint8_t* data;
  size_t size;
};

struct smtpspec_parameter {
  struct smtpspec_octets keyword;
  struct smtpspec_octets value; /* data is NULL where there is no "=" */
};

#define SMTPSPEC_MOST_PARAMETERS 64

/* Zeroed before each call. */
struct smtpspec_command {
  struct smtpspec_octets local_part; /* as written, or with quotes and quoted-pairs undone: see `unquoted` */
  struct smtpspec_octets domain;     /* address literals with their brackets; empty for <> and <Postmaster> */
  int unquoted;                      /* local_part has its quotes undone */
  struct smtpspec_parameter parameters[SMTPSPEC_MOST_PARAMETERS];
  size_t parameter_count;
  int has_path; /* local_part, domain and the parameters are filled in and can be compared */
};

enum smtpspec_verdict {
  SMTPSPEC_REFUSED = 0,  /* a 5yz for its syntax */
  SMTPSPEC_ACCEPTED = 1, /* read as a command; whether the server would obey it does not matter */
  SMTPSPEC_PASS = 2      /* not for this parser: nothing is compared */
};

/* Reads one line without its CRLF. */
int smtpspec_parse_command(const uint8_t* line, size_t size, struct smtpspec_command* command);

/* What is known and not to be reported. */
#define SMTPSPEC_IGNORES_LENIENCY 0x01u    /* it accepts what the grammar refuses */
#define SMTPSPEC_IGNORES_STRICTNESS 0x02u  /* it refuses what the grammar allows */
#define SMTPSPEC_IGNORES_SPACES 0x04u      /* spaces and tabs where none or one belongs */
#define SMTPSPEC_IGNORES_BRACKETS 0x08u    /* paths without angle brackets */
#define SMTPSPEC_IGNORES_LENGTHS 0x10u     /* limits of local-part, domain and path */
#define SMTPSPEC_IGNORES_NON_ASCII 0x20u   /* anything above 127 */
#define SMTPSPEC_IGNORES_DOMAIN_FORM 0x40u /* underscores, empty labels, hyphens at the edge */
#define SMTPSPEC_IGNORES_DOTS 0x80u        /* dots at the edge of a local-part, or two in a row */
#define SMTPSPEC_IGNORES_SOURCE_ROUTES 0x100u
unsigned smtpspec_parser_ignores(void);

#ifdef __cplusplus
}
#endif

#endif
