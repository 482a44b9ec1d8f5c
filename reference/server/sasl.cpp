#include "reference/server/sasl.hpp"

#include <gsasl.h>

#include <algorithm>
#include <array>
#include <new>
#include <string_view>

namespace smtpspec::server {
namespace {

using receiver::SaslResult;
using Kind = SaslResult::Kind;
using Credentials = std::map<std::string, std::string>;

constexpr std::array<std::string_view, 2> kServerSpeaksFirst = {"LOGIN", "CRAM-MD5"};

struct Finish {
  void operator()(Gsasl* context) const { gsasl_done(context); }
  void operator()(Gsasl_session* session) const { gsasl_finish(session); }
  void operator()(char* octets) const { gsasl_free(octets); }
};

const std::string* password_of(const Credentials& credentials, const char* user) {
  const auto found = user == nullptr ? credentials.end() : credentials.find(user);
  return found == credentials.end() ? nullptr : &found->second;
}

/// The identity that is asked for is not the one that is proven (RFC 4422 §3.4.1).
bool acts_for_another(Gsasl_session* session) {
  const char* user = gsasl_property_fast(session, GSASL_AUTHID);
  const char* acts_for = gsasl_property_fast(session, GSASL_AUTHZID);
  return acts_for != nullptr && *acts_for != '\0' && (user == nullptr || std::string_view(acts_for) != user);
}

/// PLAIN and LOGIN.
int validate(Gsasl_session* session, const Credentials& credentials) {
  const char* user = gsasl_property_fast(session, GSASL_AUTHID);
  const char* given = gsasl_property_fast(session, GSASL_PASSWORD);
  const std::string* password = password_of(credentials, user);
  return password != nullptr && given != nullptr && *password == given ? GSASL_OK
                                                                       : GSASL_AUTHENTICATION_ERROR;
}

int answer(Gsasl*, Gsasl_session* session, Gsasl_property property) {
  const auto& credentials = *static_cast<const Credentials*>(gsasl_session_hook_get(session));
  if (property == GSASL_VALIDATE_SIMPLE) return validate(session, credentials);
  if (property != GSASL_PASSWORD) return GSASL_NO_CALLBACK;
  const std::string* password = password_of(credentials, gsasl_property_fast(session, GSASL_AUTHID));
  if (password == nullptr) return GSASL_AUTHENTICATION_ERROR;
  return gsasl_property_set(session, GSASL_PASSWORD, password->c_str());
}

}  // namespace

struct SaslServer::State {
  Credentials credentials;
  std::unique_ptr<Gsasl, Finish> context;
  std::unique_ptr<Gsasl_session, Finish> session;
  bool proven = false;  ///< only the client's empty answer to our last words is missing

  SaslResult begin(const receiver::SaslStep& step) {
    proven = false;
    session.reset();
    Gsasl_session* begun = nullptr;
    if (gsasl_server_start(context.get(), step.mechanism.c_str(), &begun) != GSASL_OK)
      return {.kind = Kind::unknown_mechanism};
    session.reset(begun);
    gsasl_session_hook_set(begun, &credentials);
    const bool we_begin =
        std::count(kServerSpeaksFirst.begin(), kServerSpeaksFirst.end(), step.mechanism) > 0;
    if (!we_begin && !step.response) return {.kind = Kind::challenge};
    if (!we_begin) return go_on(*step.response);
    // RFC 4954 §4 has no initial response here; the many clients that give one with LOGIN are served all the
    // same.
    if (step.response && step.mechanism != "LOGIN") return {.kind = Kind::malformed};
    const SaslResult challenge = go_on("");
    return step.response ? go_on(*step.response) : challenge;
  }

  SaslResult go_on(const std::string& response) {
    if (!session) return {.kind = Kind::failure};
    if (proven) return response.empty() ? end() : SaslResult{.kind = Kind::failure};
    char* octets = nullptr;
    std::size_t size = 0;
    const int result = gsasl_step(session.get(), response.data(), response.size(), &octets, &size);
    const std::unique_ptr<char, Finish> owned(octets);
    std::string challenge(octets == nullptr ? "" : octets, octets == nullptr ? 0 : size);
    if (result == GSASL_NEEDS_MORE) return {.kind = Kind::challenge, .text = std::move(challenge)};
    if (result == GSASL_MECHANISM_PARSE_ERROR) return {.kind = Kind::malformed};
    if (result != GSASL_OK || acts_for_another(session.get())) return {.kind = Kind::failure};
    if (challenge.empty()) return end();
    proven = true;
    return {.kind = Kind::challenge, .text = std::move(challenge)};
  }

  SaslResult end() {
    const char* user = gsasl_property_fast(session.get(), GSASL_AUTHID);
    SaslResult success{.kind = Kind::success, .text = user == nullptr ? "" : user};
    session.reset();
    return success;
  }
};

SaslServer::SaslServer(const std::map<std::string, std::string>& credentials)
    : state_(std::make_unique<State>(State{.credentials = credentials})) {
  Gsasl* context = nullptr;
  if (gsasl_init(&context) != GSASL_OK) throw std::bad_alloc();
  gsasl_callback_set(context, answer);
  state_->context.reset(context);
}

SaslServer::~SaslServer() = default;
SaslServer::SaslServer(SaslServer&&) noexcept = default;
SaslServer& SaslServer::operator=(SaslServer&&) noexcept = default;

SaslResult SaslServer::step(const receiver::SaslStep& step) {
  return step.first ? state_->begin(step) : state_->go_on(step.response.value_or(""));
}

}  // namespace smtpspec::server
