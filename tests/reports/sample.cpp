#include "tests/reports/sample.hpp"

#include <algorithm>

namespace smtpspec::tests {
namespace {

using reports::CaseResult;
using reports::Exchange;
using reports::Rule;
using reports::Run;
using reports::Verdict;

Exchange sent(std::int64_t at_ms, std::string octets) {
  return {.kind = Exchange::Kind::sent, .at_ms = at_ms, .octets = std::move(octets)};
}
Exchange received(std::int64_t at_ms, std::string octets, std::string answers, std::string oracle = {}) {
  return {.kind = Exchange::Kind::received,
          .at_ms = at_ms,
          .octets = std::move(octets),
          .answers = std::move(answers),
          .oracle = std::move(oracle)};
}
Exchange happened(std::int64_t at_ms, std::string text) {
  return {.kind = Exchange::Kind::event, .at_ms = at_ms, .text = std::move(text)};
}

const Rule kRset{.id = "RFC5321-4.1.1.5-a",
                 .level = "MUST",
                 .rfc = "RFC5321",
                 .section = "4.1.1.5",
                 .statement =
                     "RSET makes the receiver discard the reverse-path, every forward-path and the content "
                     "stored so far, and clear all buffers and state tables.",
                 .latitude = "Another 4yz or 5yz may refuse the RCPT that follows."};
const Rule kEndOfContent{.id = "RFC5321-4.1.1.4-g",
                         .level = "MUST NOT",
                         .rfc = "RFC5321",
                         .section = "4.1.1.4",
                         .statement = "The sequence LF . LF is not taken for the end of the content."};
const Rule kHelp{.id = "RFC5321-4.1.1.8-b",
                 .level = "SHOULD",
                 .rfc = "RFC5321",
                 .section = "4.1.1.8",
                 .statement = "HELP is answered without arguments and with a command name."};
const Rule kStarttls{.id = "RFC3207-6-a",
                     .level = "MUST",
                     .rfc = "RFC3207",
                     .section = "6",
                     .statement = "What was sent in the clear before the handshake is discarded."};

CaseResult a_case(std::string id, std::string group, std::string suite, Rule rule, Verdict verdict) {
  CaseResult c;
  c.scenario = id.substr(0, id.find('/'));
  c.id = std::move(id);
  c.file = "scenarios/" + group + ".smtp";
  c.group = std::move(group);
  c.suite_title = std::move(suite);
  c.rules = {std::move(rule)};
  c.verdict = verdict;
  c.line = 3;
  c.seconds = 0.012;
  c.rerun = "smtpspec run --target 127.0.0.1:2525 --seed 42 " + c.id;
  return c;
}

std::vector<Exchange> opening() {
  return {happened(0, "connected from port 40112"), received(1, "220 mx.example ESMTP Exampled 1.0\r\n", ""),
          sent(1, "EHLO client.example\r\n"),
          received(2, "250-mx.example\r\n250-PIPELINING\r\n250 STARTTLS\r\n", "EHLO client.example",
                   "permitted: 250 (RFC5321-4.1.1.1-d)")};
}

CaseResult reverse_path_survives() {
  CaseResult c =
      a_case("rset-forgets-sender", "rfc5321/4.1.1.5-rset", "RFC 5321 §4.1.1.5 RSET", kRset, Verdict::fail);
  c.title = "RSET discards the reverse-path";
  c.why = "A client that starts over must not send under the sender before.";
  c.message = "answered 250, allowed 503: the reverse-path survived RSET";
  c.tags = {"core"};
  c.line = 3;
  c.findings = {{.verdict = Verdict::fail,
                 .message = c.message,
                 .requirement = kRset.id,
                 .allowed = "503 | (warn) 5yz",
                 .observed = "250 2.1.5 Ok\\r\\n",
                 .file = c.file,
                 .line = 12,
                 .column = 3,
                 .source = "  S? 503"}};
  c.scenario_source =
      "scenario rset-forgets-sender\n  title   RSET discards the reverse-path\n  checks  RFC5321-4.1.1.5-a\n"
      "  given   greeted\n  C: MAIL FROM:<${sender}>\n  S: 250\n  C: RSET\n  S: 250\n  C: RCPT "
      "TO:<${recipient}>\n"
      "  S? 503\n   | warn 5yz\n   | fail 250 \"the reverse-path survived RSET\"\n";
  c.transcript = opening();
  c.transcript.push_back(sent(3, "MAIL FROM:<a@client.example>\r\n"));
  c.transcript.push_back(received(4, "250 2.1.0 Ok\r\n", "MAIL FROM:<a@client.example>", "permitted: 250"));
  c.transcript.push_back(sent(4, "RSET\r\n"));
  c.transcript.push_back(received(5, "250 2.0.0 Ok\r\n", "RSET", "permitted: 250 (RFC5321-4.1.1.5-c)"));
  c.transcript.push_back(sent(5, "RCPT TO:<postmaster@mx.example>\r\n"));
  c.transcript.push_back(received(6, "250 2.1.5 Ok\r\n", "RCPT TO:<postmaster@mx.example>",
                                  "permitted: 503, 4yz (RFC5321-4.1.4-u)"));
  c.transcript.back().oracle_differs = true;
  return c;
}

CaseResult smuggled() {
  CaseResult c = a_case("lf-dot-lf-does-not-end-the-content/at-once", "rfc5321/4.1.1.4-data",
                        "RFC 5321 §4.1.1.4 DATA", kEndOfContent, Verdict::risk);
  c.title = "LF . LF does not end the content";
  c.message = "resumed after a refusal";
  c.findings = {{.verdict = Verdict::risk,
                 .message = c.message,
                 .requirement = kEndOfContent.id,
                 .allowed = "250 | [45]yz close? | (warn) close",
                 .observed = "550 5.6.0 bare LF\\r\\n, 250 ...",
                 .file = c.file,
                 .line = 21,
                 .column = 5,
                 .source = "    risk \"resumed after a refusal\" [45]yz any..."}};
  c.transcript = opening();
  c.transcript.push_back(sent(3, "DATA\r\n"));
  c.transcript.push_back(received(4, "354 End data with <CR><LF>.<CR><LF>\r\n", "DATA"));
  c.transcript.push_back(sent(5, "Subject: x\r\n\r\nx\n.\nRSET\r\nMAIL FROM:<>\r\n.\r\n"));
  c.transcript.push_back(received(7, "550 5.6.0 bare LF\r\n", "content"));
  c.transcript.push_back(
      received(7, "250 2.0.0 Ok\r\n", "RSET", "permitted: nothing more (RFC5321-4.1.1.4-g)"));
  c.transcript.back().oracle_differs = true;
  c.attempts = 2;
  return c;
}

CaseResult crashed() {
  CaseResult c = a_case("bdat-size-wraps", "rfc3030/2-bdat", "RFC 3030 §2 BDAT",
                        {.id = "RFC3030-2-f",
                         .level = "MUST",
                         .rfc = "RFC3030",
                         .section = "2",
                         .statement = "A chunk is as long as BDAT says."},
                        Verdict::fail);
  c.title = "A chunk size beyond 64 bits is refused";
  c.crash = "killed by SIGSEGV";
  c.transcript = opening();
  c.transcript.push_back(sent(4, "BDAT 18446744073709551617 LAST\r\n"));
  c.transcript.push_back(happened(9, "closed by the target"));
  return c;
}

CaseResult injected() {
  CaseResult c =
      a_case("starttls-injection", "rfc3207/6-result", "RFC 3207 §6 STARTTLS", kStarttls, Verdict::pass);
  c.title = "Commands behind STARTTLS are not taken into TLS";
  c.transcript = opening();
  c.transcript.push_back(sent(3, "STARTTLS\r\nXYZZY\r\n"));
  c.transcript.push_back(received(4, "220 2.0.0 Ready\r\n", "STARTTLS"));
  c.transcript.push_back(happened(8, "TLS started: TLSv1.3 TLS_AES_256_GCM_SHA384"));
  Exchange login = sent(9, "AUTH PLAIN AGEAYg==\r\n");
  login.in_tls = login.redacted = true;
  Exchange reply = received(10, "235 2.7.0 Ok\r\n", "AUTH PLAIN");
  reply.in_tls = true;
  Exchange other = sent(11, "NOOP\r\n");
  other.connection = 1;
  c.transcript.insert(c.transcript.end(), {login, reply, other});
  return c;
}

}  // namespace

std::string all_octets() {
  std::string octets;
  for (int i = 0; i < 256; ++i) octets += static_cast<char>(i);
  return octets;
}

Run ordinary_run() {
  Run run;
  run.tool_version = "0.1.0";
  run.command_line = {"smtpspec", "run", "--target", "127.0.0.1:2525", "--seed", "42"};
  run.target = {
      .address = "127.0.0.1:2525",
      .banner = "220 mx.example ESMTP Exampled 1.0\r\n",
      .ehlo = {"PIPELINING", "SIZE 10240000", "8BITMIME", "STARTTLS", "ENHANCEDSTATUSCODES"},
      .role = "mta",
      .product = "Exampled 1.0",
      .notes = {"A foreign recipient was taken: the target trusts us, so relay and smuggling findings are "
                "only notes. Use --stranger to test as somebody else."}};
  run.seed = 42;
  run.started = "2026-11-24T11:00:00Z";
  run.seconds = 3.214;
  run.cases.push_back(reverse_path_survives());
  run.cases.push_back(
      a_case("rset-in-idle-session", "rfc5321/4.1.1.5-rset", "RFC 5321 §4.1.1.5 RSET", kRset, Verdict::pass));
  run.cases.push_back(smuggled());
  CaseResult help =
      a_case("help-with-argument", "rfc5321/4.1.1.8-help", "RFC 5321 §4.1.1.8 HELP", kHelp, Verdict::warn);
  help.message = "answered 501, allowed 214";
  run.cases.push_back(help);
  CaseResult vrfy =
      a_case("vrfy-of-a-local-user", "rfc5321/3.5-vrfy", "RFC 5321 §3.5 VRFY", kHelp, Verdict::note);
  vrfy.message = "252: neither confirmed nor denied";
  run.cases.push_back(vrfy);
  CaseResult size = a_case("size-over-the-limit", "rfc1870/6-size", "RFC 1870 §6 SIZE",
                           {.id = "RFC1870-6.1-a",
                            .level = "MAY",
                            .rfc = "RFC1870",
                            .section = "6.1",
                            .statement = "A message declared as too large may be refused at MAIL."},
                           Verdict::skip);
  size.message = "SIZE is announced without a limit";
  run.cases.push_back(size);
  CaseResult blocked = a_case("content-with-nul", "rfc5321/4.1.1.4-data", "RFC 5321 §4.1.1.4 DATA",
                              kEndOfContent, Verdict::blocked);
  blocked.message = "RCPT TO:<postmaster@mx.example> was answered 452 4.3.1 Insufficient system storage";
  run.cases.push_back(blocked);
  run.cases.push_back(crashed());
  run.cases.push_back(injected());
  CaseResult forms = a_case("reply-form", "always/replies", "Every reply", kHelp, Verdict::error);
  forms.message = "the network went away";
  forms.count = 12;
  run.cases.push_back(forms);
  return run;
}

Run torture_run() {
  const std::string octets = all_octets();
  const std::string markup = "]]><script>alert('x')</script>&amp;\"</textarea><!-- --><![CDATA[";
  const std::string halves =
      "\xed\xa0\x80\xed\xbf\xbf\xef\xbf\xbe\xef\xbf\xbf\xc3(\xff\xf4\x90\x80\x80 \xe2\x80\xae\xc2\x85";
  Run run;
  run.tool_version = octets;
  run.command_line = {"", octets, markup};
  run.target = {.address = markup,
                .banner = octets,
                .ehlo = {octets, "", markup},
                .role = halves,
                .product = octets,
                .notes = {octets + markup, ""}};
  run.seed = 18446744073709551615U;
  run.started = "not a date";
  run.seconds = -1;
  run.strict = true;
  run.complete = false;
  run.baseline = halves;
  run.stale = {{.file = octets, .line = 7, .pattern = ""}, {.file = "", .line = 0, .pattern = markup}};
  run.not_run = {"", octets};
  for (std::size_t i = 0; i < 2 * reports::kVerdicts; ++i) {
    CaseResult c;
    c.verdict = static_cast<Verdict>(i % reports::kVerdicts);
    c.id = i % 3 == 0 ? "" : i % 3 == 1 ? markup : octets;
    c.group = i % 2 == 0 ? octets : "";
    c.suite_title = i % 4 == 0 ? "" : halves;
    c.title = c.why = c.message = i < reports::kVerdicts ? octets + halves : "";
    c.file = c.scenario_source = c.rerun = c.crash = markup + octets;
    c.tags = {octets, ""};
    c.line = 4294967295U;
    c.seconds = 1e300;
    c.listed = i % 5 == 0;
    c.expected = i % 2 == 0;
    c.baseline_reason = markup;
    if (i % 3 != 0)
      c.rules = {{},
                 {.id = octets, .level = markup, .rfc = halves, .section = "\"><b>", .statement = octets}};
    c.findings = {{.verdict = c.verdict,
                   .message = halves,
                   .requirement = octets,
                   .allowed = markup,
                   .observed = octets,
                   .file = markup,
                   .line = 1,
                   .column = 4000000000U,
                   .source = octets}};
    c.transcript = {sent(-5, octets), received(1, markup + "\r\n", octets, halves), happened(2, octets),
                    received(3, std::string(i == 0 ? 1'000'000 : 3, 'x'), ""), sent(4, "")};
    run.cases.push_back(std::move(c));
  }
  return run;
}

Run small_torture_run() {
  Run run = torture_run();
  run.cases.resize(reports::kVerdicts + 1);
  for (CaseResult& c : run.cases) {
    for (Exchange& exchange : c.transcript)
      exchange.octets.resize(std::min<std::size_t>(exchange.octets.size(), 256));
  }
  return run;
}

}  // namespace smtpspec::tests
