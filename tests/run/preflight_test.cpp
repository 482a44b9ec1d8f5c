#include "tests/run/asked.hpp"

#include <gmock/gmock.h>

namespace smtpspec::tests {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

reports::Target found(const server::ServerOptions& server,
                      const std::function<void(run::Options&)>& say = {}) {
  const Reference reference(server);
  run::Options options = reference.options();
  if (say) say(options);
  run::Assignment asked = assignment(options, {"rset-forgets-sender"});
  asked.dry_run = true;
  return run::run(asked, {}).run.target;
}

TEST(Preflight, OfTheReferenceHasNothingToSay) {
  const auto target = found({});
  EXPECT_EQ(target.role, "mta");
  EXPECT_THAT(target.notes, IsEmpty());
  EXPECT_THAT(target.banner, HasSubstr("mail.example.test"));
  EXPECT_THAT(target.ehlo, Contains("PIPELINING"));
}

TEST(Preflight, WithoutARecipientItFindsPostmasterOfTheDomainThatGreets) {
  const auto target = found({}, [](run::Options& options) { options.settings.recipient.reset(); });
  EXPECT_THAT(target.notes, ElementsAre("no --recipient was given: postmaster@example.test is used"));
}

TEST(Preflight, ARecipientThatIsRefusedIsSaidWithTheOption) {
  const auto target =
      found({}, [](run::Options& options) { options.settings.recipient = "nobody@example.test"; });
  EXPECT_THAT(target.notes, ElementsAre(HasSubstr("--recipient names one that exists")));
}

TEST(Preflight, MailThatWantsTlsGetsIt) {
  server::ServerOptions server;
  server.site.tls_required = true;
  EXPECT_THAT(found(server).notes, Contains(HasSubstr("sessions begin with STARTTLS")));
}

TEST(Preflight, MailThatWantsALoginMakesAnMsa) {
  server::ServerOptions server;
  server.site.auth_required = true;
  const auto without = found(server);
  EXPECT_EQ(without.role, "msa");
  EXPECT_THAT(without.notes, Contains(HasSubstr("--user and --password-file")));
  const auto with = found(server, [](run::Options& options) {
    options.settings.user = "alice";
    options.settings.password = "secret";
  });
  EXPECT_EQ(with.role, "msa");
  EXPECT_THAT(with.notes, Not(Contains(HasSubstr("is refused"))));
}

TEST(Preflight, AuthThatWantsTlsIsAskedInsideTls) {
  server::ServerOptions server;
  server.site.auth_needs_tls = true;
  EXPECT_THAT(found(server).notes, Contains(HasSubstr("AUTH wants TLS")));
}

TEST(Preflight, AWrongLoginIsSaid) {
  const auto target = found({}, [](run::Options& options) {
    options.settings.user = "alice";
    options.settings.password = "wrong";
  });
  EXPECT_THAT(target.notes, Contains(HasSubstr("logging in as alice failed")));
}

TEST(Preflight, LmtpIsFoundOut) {
  server::ServerOptions server;
  server.site.lmtp = true;
  EXPECT_EQ(found(server).role, "lmtp");
}

TEST(Preflight, OneThatAcceptsEverybodyIsALibrary) {
  server::ServerOptions server;
  server.site.accept_everybody = true;
  EXPECT_EQ(found(server).role, "library");
}

TEST(Preflight, TlsFromTheFirstOctetIsFoundOut) {
  server::ServerOptions server;
  server.implicit_tls = true;
  EXPECT_THAT(found(server).notes, Contains("it speaks TLS from the first octet"));
}

}  // namespace
}  // namespace smtpspec::tests
