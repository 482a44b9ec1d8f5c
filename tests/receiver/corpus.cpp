#include "tests/receiver/play.hpp"

using namespace std::string_literals;

namespace smtpspec::receiver::test {

namespace {

constexpr auto kHello = "EHLO client.test\r\n";
constexpr auto kMail = "MAIL FROM:<sender@client.test>\r\n";
constexpr auto kRcpt = "RCPT TO:<alice@example.test>\r\n";
constexpr auto kMessage = "DATA\r\nSubject: test\r\n\r\nhello\r\n.\r\n";

/// The commands joined, each with CRLF, behind EHLO.
std::string lines(std::initializer_list<std::string_view> commands) {
  std::string all = kHello;
  for (const std::string_view command : commands) all.append(command).append("\r\n");
  return all;
}
/// A message with this content; the sequence at its end included.
std::string content(const std::string& octets) {
  return kHello + std::string(kMail) + kRcpt + "DATA\r\n" + octets + "\r\n.\r\nNOOP\r\n";
}
std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (; times > 0; --times) all += text;
  return all;
}
/// The recipients one by one, each in a transaction.
std::string rcpts(std::initializer_list<std::string_view> paths, const std::string& mail = kMail) {
  std::string all = kHello;
  for (const std::string_view path : paths)
    all.append(mail).append("RCPT TO:").append(path).append("\r\nDATA\r\nx: y\r\n.\r\nRSET\r\n");
  return all;
}
std::string mails(std::initializer_list<std::string_view> arguments) {
  std::string all = kHello;
  for (const std::string_view argument : arguments)
    all.append("MAIL FROM:").append(argument).append("\r\n").append(kRcpt).append("RSET\r\n");
  return all;
}
std::string rcpt_parameters(std::initializer_list<std::string_view> parameters) {
  std::string all = kHello + std::string(kMail);
  for (const std::string_view parameter : parameters)
    all.append("RCPT TO:<alice@example.test> ").append(parameter).append("\r\n");
  return all;
}

std::vector<Dialogue> make_corpus() {
  const std::string longest(64, 'l');
  const std::string long_domain = std::string(60, 'd') + "." + std::string(60, 'e') + ".test";
  std::vector<Dialogue> all;
  const auto add = [&all](std::string_view name,
                          std::initializer_list<std::string_view> writes) -> Dialogue& {
    all.push_back({.name = std::string(name), .writes = {writes.begin(), writes.end()}});
    return all.back();
  };
  add("control", {kHello, kMail, kRcpt, kMessage, "QUIT\r\n"});
  add("helo", {"HELO client.test\r\n"s + kMail + kRcpt + kMessage + "QUIT\r\n"});
  add("helo and parameters", {"HELO client.test\r\nMAIL FROM:<a@client.test> SIZE=10\r\n"});
  add("sizes beyond 64 bits", {mails({"<a@client.test> SIZE=18446744073709551617"})});
  add("Postmaster", {rcpts({"<bob@example.test>", "<postmaster>", "<Postmaster>", "<POSTMASTER>"})});
  add("LHLO", {"LHLO client.test\r\n"}).site.lmtp = true;
  add("EHLO without a name", {lines({"EHLO", "MAIL FROM:<a@client.test>"})});
  add("refused session", {"EHLO client.test\r\nNOOP\r\nQUIT\r\n"}).site.refuses_sessions = true;
  add("QUIT in a transaction", {lines({"MAIL FROM:<a@client.test>", "QUIT", "NOOP"})});
  add("arguments missing",
      {lines({"MAIL FROM:<a@client.test>", "RCPT TO:<alice@example.test>", "EHLO", "DATA"})});
  add("RCPT and DATA out of order", {lines({"RCPT TO:<alice@example.test>", "MAIL FROM:<a@client.test>",
                                            "DATA", "RCPT TO:<alice@example.test>"})});
  add("recipients in disguise", {rcpts({"<u%elsewhere.test@example.test>", "<elsewhere.test!u@example.test>",
                                        "<\"u@elsewhere.test\"@example.test>", "<alice@[127.0.0.1]>"})});
  // Framing.
  add("bare LF", {lines({}) + "NOOP\nRSET\r\nNOOP\r\n"});
  add("bare CR", {lines({}) + "NOOP\rRSET\r\nNOOP\r\n"});
  add("NUL", {lines({}) + "NOOP\0X\r\nNOOP\r\n"s});
  add("NUL in a verb", {lines({}) + "NO\0OP\r\nNOOP\r\n"s});
  add("CR in a verb", {lines({}) + "NO\rOP\r\nNOOP\r\n"s});
  add("line of 450 octets", {lines({"NOOP " + std::string(450, 'x'), "NOOP"})});
  add("line of 1000 octets", {lines({"NOOP " + std::string(1000, 'x'), "NOOP"})});
  add("line of 1900 octets", {lines({"NOOP " + std::string(1900, 'x'), "NOOP"})});
  add("line of 3000 octets",
      {lines({"NOOP " + std::string(2043, 'x') + "RSET" + std::string(900, 'y'), "NOOP"})});
  add("empty line", {lines({"", "NOOP"})});
  // Content.
  add("dot at once", {kHello + std::string(kMail) + kRcpt + "DATA\r\n.\r\nNOOP\r\n.\r\n"});
  add("dots", {content("x\r\n. \r\nNOOP\r\n.\t\r\nNOOP\r\n..\r\nNOOP")});
  add("line over 1000 octets", {content(std::string(1100, 'x') + "\r\nNOOP")});
  std::string forty_kilobytes;
  while (forty_kilobytes.size() < 40'000) forty_kilobytes += std::string(60, 'x') + "\r\n";
  add("40 kilobytes", {content(forty_kilobytes)});
  add("dot line in a chunk", {lines({"MAIL FROM:<a@client.test>", "RCPT TO:<alice@example.test>"}) +
                              "BDAT 12 LAST\r\nx\r\n.\r\nNOOP\r\n"});
  add("refused, and DATA again", {content("a\nb") + kMail + "DATA\r\nx: y\r\n.\r\n"});
  add("transparency", {content("..\r\n..x\r\n.y\r\n...")});
  add("bare LF in content", {content("a\nb\n.c\nd")});
  add("bare CR in content", {content("a\rb\rc")});
  add("NUL in content", {content("a\0b"s)});
  add("8-bit content", {content("caf\xc3\xa9")});
  add("line of 998", {content(std::string(998, 'x'))});
  add("line of 998 behind a dot", {content("." + std::string(998, '.'))});
  add("line of 1200", {content(std::string(1200, 'x'))});
  add("8BITMIME",
      {kHello + "MAIL FROM:<a@client.test> BODY=8BITMIME\r\n"s + kRcpt + "DATA\r\ncaf\xc3\xa9\r\n.\r\n"});
  add("declared size", {kHello + "MAIL FROM:<a@client.test> SIZE=5\r\n"s + kRcpt + kMessage});
  add("too big", {content(std::string(300, 'x'))}).site.max_size = 200;
  add("too big chunk", {lines({"MAIL FROM:<a@client.test>", "RCPT TO:<alice@example.test>"}) +
                        "BDAT 300\r\n" + std::string(300, 'x') + "BDAT 5 LAST\r\nNOOP\r\nRSET\r\n"})
      .site.max_size = 200;
  add("store fails", {kHello, kMail, kRcpt, kMessage, kRcpt, kMessage}).stored = StoreResult::try_later;
  add("store refuses", {kHello, kMail, kRcpt, kMessage, kRcpt, kMessage}).stored = StoreResult::refused;
  // Reading.
  add("lower case", {"ehlo client.test\r\nmail from:<a@client.test> size=10 body=8bitmime\r\nrcpt "
                     "to:<bob@example.test>\r\nrcpt to:<alice@EXAMPLE.test>\r\n"});
  add("lower-case from", {lines({"MAIL from:<a@client.test>", "RCPT to:<alice@example.test>"})});
  add("white space at the end", {lines({"NOOP ", "RSET ", "MAIL FROM:<a@client.test> "})});
  add("tab", {lines({"MAIL\tFROM:<a@client.test>"})});
  add("odd paths",
      {mails({"a@client.test", " <a@client.test>", "<a\x07@client.test>", "<a\xff@client.test>", "<a>",
              "<a@client..test>", "<.a@client.test>", "<a@cl_ient.test>", "<a(b@client.test>",
              "<a@-client.test>", "<a@[300.1.1.1]>", "<@x a@client.test>", "<\"a@client.test>",
              "<a@client.test", "<a@client.test>x", "", "<caf\xc3\xa9@client.test>"})});
  add("spaces", {lines({" NOOP", "VRFY  alice", "MAIL <a@client.test>"})});
  add("sent to the absent",
      {"HELO client.test\r\nSEND FROM:<a@client.test>\r\nRCPT TO:<bob@example.test>\r\n"});
  add("route to follow",
      {"HELO client.test\r\n"s + kMail + "RCPT TO:<@mail.example.test,@b.test:u@relay.test>\r\n" + kMessage});
  add("space before colon", {lines({"MAIL FROM :<a@client.test>"})});
  add("null forward-path", {rcpts({"<>"})});
  add("limits of paths",
      {mails({"<" + longest + "@client.test>", "<" + longest + "l@client.test>", "<a@" + long_domain + ">",
              "<a@" + std::string(63, 'd') + "." + std::string(63, 'e') + "." + std::string(63, 'f') + "." +
                  std::string(63, 'g') + ".test>",
              "<" + longest + "@" + long_domain + "." + long_domain + ">"})});
  add("features",
      {mails({"<\"a b\"@client.test>", "<\"a\\b\"@client.test>", "<\"a@b\"@client.test>", "<a+b@client.test>",
              "<a@[192.0.2.1]>", "<a@[IPv6:2001:db8::1]>", "<a@[x:y]>", "<a@client>", "<>"})});
  add("source route", {rcpts({"<@example.test,@b.test:u@c.test>", "<@b.test:alice@example.test>",
                              "<@mail.example.test:Bob@relay.test>"})});
  add("at-signs", {rcpts({"<\"bob@relay.test\"@example.test>", "<\"u@example.test\"@relay.test>"})});
  // Parameters.
  add("parameters of MAIL", {mails({"<a@client.test> XYZZY=1",
                                    "<a@client.test> SIZE=x",
                                    "<a@client.test> SIZE=1 SIZE=2",
                                    "<a@client.test> SIZE=99999999999",
                                    "<a@client.test> SIZE=4294967300",
                                    "<a@client.test> BODY=8BITMIME",
                                    "<a@client.test> BODY=9BIT",
                                    "<a@client.test> BODY=8bitmime",
                                    "<a@client.test> BODY=7BIT BODY=7BIT",
                                    "<a@client.test> BODY=BINARYMIME",
                                    "<caf\xc3\xa9@client.test> SMTPUTF8",
                                    "<a@client.test> SMTPUTF8=1",
                                    "<a@client.test> AUTH=<>",
                                    "<a@client.test> AUTH=a+0Ab@c.test",
                                    "<a@client.test> RET=HDRS",
                                    "<a@client.test> RET=ALL",
                                    "<a@client.test> ENVID=+zz",
                                    "<a@client.test> ENVID=a+0D+0Ab",
                                    "<a@client.test> RET=FULL RET=HDRS",
                                    "<a@client.test> =x"})});
  add("parameters of RCPT",
      {rcpt_parameters({"XYZZY", "NOTIFY=", "NOTIFY=SOMETIMES", "NOTIFY=NEVER,SUCCESS", "NOTIFY=success",
                        "ORCPT=alice", "ORCPT=rfc822;a+0Ab", "NOTIFY=NEVER NOTIFY=NEVER",
                        "ORCPT=rfc822;alice@example.test"})});
  // Conversation.
  add("before EHLO", {"NOOP\r\nRSET\r\nVRFY alice\r\nHELP\r\nMAIL FROM:<a@client.test>\r\nRCPT "
                      "TO:<alice@example.test>\r\nDATA\r\n.\r\n"});
  add("before EHLO, more", {"AUTH PLAIN\r\nQUIT\r\n"});
  add("STARTTLS before EHLO", {"STARTTLS\r\n", "NOOP\r\n"});
  add("QUIT before EHLO", {"QUIT\r\nNOOP\r\n"});
  add("out of sequence",
      {lines({"DATA", "RCPT TO:<alice@example.test>", "MAIL FROM:<a@client.test>", "DATA", ".",
              "RCPT TO:<alice@example.test>", "MAIL FROM:<b@client.test>", "RCPT TO:<bob@example.test>",
              "DATA", "x: y", ".", "RCPT TO:<alice@example.test>", "DATA", "."})});
  add("DATA twice", {lines({"MAIL FROM:<a@client.test>", "RCPT TO:<alice@example.test>", "DATA", "x: y", ".",
                            "RCPT TO:<alice@example.test>", "DATA", "x: y", ".", "MAIL FROM:<b@client.test>",
                            "DATA", "x: y", "."})});
  add("EHLO again",
      {lines({"MAIL FROM:<a@client.test>", "RCPT TO:<alice@example.test>", "EHLO client.test",
              "RCPT TO:<bob@example.test>", "MAIL FROM:<b@client.test>", "DATA", "x: y", "."})});
  add("HELO again",
      {lines({"MAIL FROM:<a@client.test>", "RCPT TO:<alice@example.test>", "HELO client.test",
              "RCPT TO:<bob@example.test>", "MAIL FROM:<b@client.test>", "DATA", "x: y", "."})});
  add("bad EHLO", {lines({"MAIL FROM:<a@client.test>", "EHLO", "EHLO !", "RCPT TO:<alice@example.test>"})});
  add("a name that is not fully qualified",
      {lines({"EHLO client", "MAIL FROM:<a@client.test>", "RCPT TO:<alice@example.test>", "DATA"})});
  add("RSET", {lines({"MAIL FROM:<a@client.test>", "RCPT TO:<alice@example.test>", "RSET",
                      "RCPT TO:<bob@example.test>", "MAIL FROM:<b@client.test>", "DATA", "x: y", "."})});
  add("arguments", {lines({"RSET x", "NOOP x", "QUIT x", "MAIL FROM:<a@client.test>",
                           "RCPT TO:<alice@example.test>", "DATA x", "."})});
  add("NOOP in a transaction",
      {lines({"MAIL FROM:<a@client.test>", "NOOP", "RCPT TO:<alice@example.test>"})});
  add("VRFY in a transaction",
      {lines({"MAIL FROM:<a@client.test>", "VRFY alice", "RCPT TO:<alice@example.test>"})});
  add("enquiries",
      {lines({"VRFY alice", "VRFY <alice@example.test>", "VRFY nobody", "VRFY staff", "VRFY moved", "VRFY",
              "VRFY alice SMTPUTF8", "EXPN staff", "EXPN alice", "EXPN nothing", "HELP", "HELP MAIL"})});
  add("unknown commands", {lines({"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K"})});
  add("long argument", {lines({"VRFY " + std::string(600, 'x')})});
  add("historical", {lines({"SEND FROM:<a@client.test>", "RCPT TO:<bob@example.test>", "RSET",
                            "SOML FROM:<a@client.test>", "RSET", "ETRN example.test", "TURN"})});
  add("TURN in a transaction", {lines({"MAIL FROM:<a@client.test>", "TURN"})});
  add("not announced", {lines({"EXPN staff", "BDAT 4 LAST", "NOOP"})}).site.extensions = {Extension::size};
  add("two-line greeting", {""});
  // Recipients.
  add("recipients", {rcpts({"<Postmaster>", "<postmaster@example.test>", "<POSTMASTER@example.test>",
                            "<nobody@example.test>", "<moved@example.test>", "<full@example.test>",
                            "<u@elsewhere.test>", "<u@relay.test>", "<\"alice\"@example.test>",
                            "<u%elsewhere.test@example.test>", "<staff@example.test>"})});
  add("null sender", {rcpts({"<u@elsewhere.test>"}, "MAIL FROM:<>\r\n")});
  add("local sender", {rcpts({"<u@elsewhere.test>"}, "MAIL FROM:<alice@example.test>\r\n")});
  add("recipient twice",
      {lines({"MAIL FROM:<a@client.test>", "RCPT TO:<alice@example.test>", "RCPT TO:<alice@example.test>"})});
  add("two recipients",
      {lines({"MAIL FROM:<a@client.test>", "RCPT TO:<alice@example.test>", "RCPT TO:<bob@example.test>",
              "RCPT TO:<nobody@example.test>", "DATA", "x: y", "."})});
  add("refused recipient",
      {lines({"MAIL FROM:<a@client.test>", "RCPT TO:<nobody@example.test>", "DATA", "x: y", "."})});
  add("relayed case", {rcpts({"<UseR@relay.test>"})});
  add("too many recipients", {lines({"MAIL FROM:<a@client.test>", "RCPT TO:<alice@example.test>",
                                     "RCPT TO:<bob@example.test>", "DATA", "x: y", "."})})
      .site.max_recipients = 1;
  // BDAT.
  add("chunks",
      {lines({"MAIL FROM:<a@client.test>", "RCPT TO:<alice@example.test>"}) +
       "BDAT 8\r\nx: y\r\n\r\nBDAT 4\r\n\r\n.xBDAT 0\r\nBDAT 0 LAST\r\nBDAT 4 LAST\r\nNOOPNOOP\r\n"});
  add("chunk before MAIL", {lines({}) + "BDAT 6 LAST\r\nNOOP\r\nNOOP\r\n"});
  add("chunk before RCPT", {lines({"MAIL FROM:<a@client.test>"}) + "BDAT 6 LAST\r\nNOOP\r\nNOOP\r\n"});
  add("bad counts",
      {lines({"MAIL FROM:<a@client.test>", "RCPT TO:<alice@example.test>", "BDAT x", "BDAT -1", "BDAT"}) +
       "BDAT 4 FIRST\r\nNOOPBDAT 4 last\r\nNOOPNOOP\r\n"});
  add("LAST in lower case",
      {lines({"MAIL FROM:<a@client.test>", "RCPT TO:<alice@example.test>"}) + "BDAT 4 last\r\nNOOPNOOP\r\n"});
  add("an argument that is not LAST", {lines({"MAIL FROM:<a@client.test>", "RCPT TO:<alice@example.test>"}) +
                                       "BDAT 4 FIRST\r\nNOOPNOOP\r\n"});
  add("count over 32 bits", {lines({"MAIL FROM:<a@client.test>", "RCPT TO:<alice@example.test>"}) +
                             "BDAT 4294967300 LAST\r\nNOOPNOOP\r\n"});
  add("RSET between chunks", {lines({"MAIL FROM:<a@client.test>", "RCPT TO:<alice@example.test>"}) +
                              "BDAT 4\r\nabcdRSET\r\n" + kMail + kRcpt + "BDAT 4 LAST\r\nefgh"});
  add("commands between chunks",
      {lines({"MAIL FROM:<a@client.test>", "RCPT TO:<alice@example.test>"}) +
       "BDAT 4\r\nabcdRCPT TO:<bob@example.test>\r\nDATA\r\n.\r\nMAIL FROM:<b@client.test>\r\nBDAT 0 "
       "LAST\r\n"});
  add("BINARYMIME and DATA",
      {lines({"MAIL FROM:<a@client.test> BODY=BINARYMIME", "RCPT TO:<alice@example.test>", "DATA", "."})});
  // AUTH.
  add("AUTH PLAIN",
      {lines({"AUTH PLAIN AGFsaWNlAHNlY3JldA==", "AUTH PLAIN AGFsaWNlAHNlY3JldA==", "RSET",
              "MAIL FROM:<a@client.test>", "RCPT TO:<u@elsewhere.test>", "DATA", "x: y", "."})});
  add("AUTH in steps", {lines({"AUTH PLAIN", "AGFsaWNlAHNlY3JldA=="})});
  add("AUTH LOGIN", {lines({"auth login", "YWxpY2U=", "c2VjcmV0"})});
  add("AUTH CRAM-MD5", {lines({"AUTH CRAM-MD5 AAAA", "AUTH CRAM-MD5", "c2VjcmV0"})});
  add("AUTH failing", {lines({"AUTH PLAIN AAAA", "AUTH PLAIN AAAA", "AUTH PLAIN AAAA", "NOOP"})});
  add("AUTH errors", {lines({"AUTH", "AUTH XYZZY", "AUTH PLAIN =", "AUTH PLAIN !!!!", "AUTH PLAIN", "*",
                             "AUTH PLAIN", "A A=", "AUTH PLAIN bWFsZm9ybWVk", "NOOP"})});
  add("AUTH long",
      {lines({"AUTH PLAIN", std::string(800, 'A'), "AUTH PLAIN", std::string(13000, 'A'), "NOOP"})});
  add("AUTH in a transaction",
      {lines({"MAIL FROM:<a@client.test>", "AUTH PLAIN AGFsaWNlAHNlY3JldA==", "NOOP"})});
  add("AUTH needs TLS", {lines({"AUTH PLAIN AGFsaWNlAHNlY3JldA=="})}).site.auth_needs_tls = true;
  add("AUTH required", {lines({"MAIL FROM:<a@client.test>", "RSET", "MAIL FROM:<a@client.test>"})})
      .site.auth_required = true;
  add("AUTH required to ask", {lines({"VRFY alice", "HELP"})}).site.auth_required = true;
  add("TLS required", {lines({"MAIL FROM:<a@client.test>"})}).site.tls_required = true;
  // LMTP.
  add("LMTP",
      {"LHLO client.test\r\nMAIL FROM:<a@client.test>\r\nDATA\r\n.\r\nRSET\r\nMAIL "
       "FROM:<a@client.test>\r\nRCPT TO:<alice@example.test>\r\nRCPT TO:<nobody@example.test>\r\nRCPT "
       "TO:<bob@example.test>\r\nDATA\r\nx: y\r\n.\r\nQUIT\r\n"})
      .site.lmtp = true;
  add("EHLO in LMTP", {"EHLO client.test\r\nHELO client.test\r\n"}).site.lmtp = true;
  add("LHLO in SMTP", {"LHLO client.test\r\nNOOP\r\n"});
  // The link.
  add("STARTTLS",
      {lines({"MAIL FROM:<a@client.test>", "RCPT TO:<alice@example.test>", "STARTTLS"}),
       "MAIL FROM:<b@client.test>\r\nRCPT TO:<alice@example.test>\r\nEHLO client.test\r\nSTARTTLS\r\nMAIL "
       "FROM:<b@client.test>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\nx: y\r\n.\r\n"});
  add("STARTTLS keeps", {lines({"AUTH PLAIN AGFsaWNlAHNlY3JldA==", "STARTTLS"}),
                         "EHLO client.test\r\nAUTH PLAIN AGFsaWNlAHNlY3JldA==\r\n"});
  add("STARTTLS with argument", {lines({"STARTTLS now"}), "NOOP\r\n"});
  add("STARTTLS and NOOP", {lines({"STARTTLS", "NOOP"})});
  add("failed handshake", {lines({"STARTTLS"}), "NOOP\r\n"}).tls_fails = true;
  add("silence", {kHello}).expires = true;
  add("shutdown", {kHello}).shuts_down = true;
  add("Received fields that are a loop", {content(repeated("Received: x\r\n", 101))});
  add("Received fields that are none yet", {content(repeated("Received: x\r\n", 60))});
  add("Return-Path that came with the message",
      {content("a: b\r\nReturn-Path:\r\n <old@a.test>\r\nc: d\r\n\r\nx")});
  add("chunk behind a malformed BDAT",
      {lines({"MAIL FROM:<a@client.test>", "RCPT TO:<alice@example.test>", "BDAT x", "BDAT 0 LAST"})});
  add("chunk behind one that was too big",
      {lines({"MAIL FROM:<a@client.test>", "RCPT TO:<alice@example.test>", "BDAT 2"}) + "xxBDAT 0 LAST\r\n"})
      .site.max_size = 1;
  add("STARTTLS that is not announced", {lines({"STARTTLS"})}).site.extensions.remove(Extension::starttls);
  add("EXPN that is not announced", {lines({"EXPN staff"})}).site.extensions.remove(Extension::expn);
  add("a name that is not fully qualified", {"EHLO client\r\nHELO client\r\n"});
  add("a site seen from outside",
      {lines({"VRFY x@example.test", "VRFY nobody", "EXPN x", "MAIL FROM:<a@client.test>",
              "RCPT TO:<x@mail.example.test>", "RCPT TO:<x@elsewhere.test>"})})
      .site = {.seen_from_outside = true, .nobody = "nobody", .foreign_domain = "elsewhere.test"};
  add("VRFY of another host's mailbox", {lines({"VRFY a@relay.test"})});
  add("UTF-8 in RCPT without SMTPUTF8", {rcpts({"<caf\xc3\xa9@example.test>"})});
  const std::pair<const char*, std::string> lookalikes[] = {{"LF.LF", "\n.\n"},
                                                            {"LF.CRLF", "\n.\r\n"},
                                                            {"CRLF.LF", "\r\n.\n"},
                                                            {"CR.CR", "\r.\r"},
                                                            {"CRLF.CR", "\r\n.\r"},
                                                            {"LF.CR", "\n.\r"},
                                                            {"CR.LF", "\r.\n"},
                                                            {"CR.CRLF", "\r.\r\n"},
                                                            {"CRCRLF.CRCRLF", "\r\r\n.\r\r\n"},
                                                            {"CRLF NUL.CRLF", "\r\n\0.\r\n"s},
                                                            {"CRLF.NUL CRLF", "\r\n.\0\r\n"s}};
  for (const auto& [name, octets] : lookalikes) add(name, {content("x" + octets + "RSET\r\nNOOP")});
  std::string fifty_one = kHello + std::string(kMail);
  for (int i = 0; i < 51; ++i) fifty_one += "RCPT TO:<u" + std::to_string(i) + "@relay.test>\r\n";
  add("51 recipients", {fifty_one});
  return all;
}

}  // namespace

const std::vector<Dialogue>& corpus() {
  static const std::vector<Dialogue> all = make_corpus();
  return all;
}

const Dialogue& control() { return corpus().front(); }

}  // namespace smtpspec::receiver::test
