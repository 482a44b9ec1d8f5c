#include "harness/transport/sasl_client.hpp"

#include <gsasl.h>

#include <algorithm>
#include <array>
#include <new>
#include <string_view>

namespace smtpspec::transport {
namespace {

constexpr std::array<std::string_view, 3> kServerSpeaksFirst = {"LOGIN", "CRAM-MD5", "DIGEST-MD5"};

struct Finish {
  void operator()(Gsasl* context) const { gsasl_done(context); }
  void operator()(Gsasl_session* session) const { gsasl_finish(session); }
  void operator()(char* octets) const { gsasl_free(octets); }
};

class GnuSaslClient final : public player::SaslClient {
 public:
  GnuSaslClient() {
    Gsasl* context = nullptr;
    if (gsasl_init(&context) != GSASL_OK) throw std::bad_alloc();
    context_.reset(context);
  }

  /// False where the mechanism is not known.
  bool start(const std::string& mechanism, const std::string& user, const std::string& password) {
    Gsasl_session* session = nullptr;
    if (gsasl_client_start(context_.get(), mechanism.c_str(), &session) != GSASL_OK) return false;
    session_.reset(session);
    gsasl_property_set(session, GSASL_AUTHID, user.c_str());
    gsasl_property_set(session, GSASL_PASSWORD, password.c_str());
    server_speaks_first_ =
        std::count(kServerSpeaksFirst.begin(), kServerSpeaksFirst.end(), std::string_view(mechanism)) > 0;
    return true;
  }

  std::optional<std::string> step(const std::optional<std::string>& challenge) override {
    if (!challenge && server_speaks_first_) return std::nullopt;
    const std::string input = challenge.value_or("");
    char* octets = nullptr;
    std::size_t size = 0;
    const int result = gsasl_step(session_.get(), input.data(), input.size(), &octets, &size);
    const std::unique_ptr<char, Finish> owned(octets);
    if (result != GSASL_OK && result != GSASL_NEEDS_MORE) return std::nullopt;
    return octets == nullptr ? std::string() : std::string(octets, size);
  }

 private:
  std::unique_ptr<Gsasl, Finish> context_;
  std::unique_ptr<Gsasl_session, Finish> session_;
  bool server_speaks_first_ = false;
};

}  // namespace

std::unique_ptr<player::SaslClient> make_sasl_client(const std::string& mechanism, const std::string& user,
                                                     const std::string& password) {
  auto client = std::make_unique<GnuSaslClient>();
  if (!client->start(mechanism, user, password)) return nullptr;
  return client;
}

}  // namespace smtpspec::transport
