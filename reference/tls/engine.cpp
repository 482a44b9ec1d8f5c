#include "reference/tls/engine.hpp"

#include "reference/tls/openssl.hpp"

#include <openssl/err.h>
#include <openssl/x509v3.h>

#include <array>
#include <cassert>
#include <utility>

namespace smtpspec::tls {
namespace {

bool is_address(const std::string& name) {
  return Owned<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free>(a2i_IPADDRESS(name.c_str())) != nullptr;
}

/// Every TLS session begins with a handshake record, or with the alert that refuses it (RFC 8446 §5.1).
bool begins_tls(char first) { return first == SSL3_RT_HANDSHAKE || first == SSL3_RT_ALERT; }

}  // namespace

struct Engine::Session {
  Owned<SSL, SSL_free> ssl;
  BIO* in = nullptr;   // of ssl: cipher octets from the peer
  BIO* out = nullptr;  // of ssl: cipher octets for the peer
  State state = State::handshake;
  std::string why;
  std::string raw;
  bool begun = false;

  void fail(std::string reason) {
    state = State::failed;
    why = std::move(reason);
  }

  /// Draws the conclusion from a call that did not succeed; wanting more octets is none.
  void judge(int result) {
    switch (SSL_get_error(ssl.get(), result)) {
      case SSL_ERROR_WANT_READ:
      case SSL_ERROR_WANT_WRITE:
        return;
      case SSL_ERROR_ZERO_RETURN:
        state = State::closed;
        raw += drain(in);
        return;
      default:
        break;
    }
    const long verified = SSL_get_verify_result(ssl.get());
    std::string reason = take_error("the peer broke the TLS protocol");
    if (verified != X509_V_OK && SSL_get_verify_mode(ssl.get()) != SSL_VERIFY_NONE)
      reason = std::string("the certificate was not accepted: ") + X509_verify_cert_error_string(verified);
    fail(std::move(reason));
  }

  void shake() {
    ERR_clear_error();
    const int result = SSL_do_handshake(ssl.get());
    if (result == 1) {
      state = State::up;
    } else {
      judge(result);
    }
  }
};

Engine::Engine(const Context& context, const std::string& server_name)
    : session_(std::make_unique<Session>()) {
  session_->ssl.reset(SSL_new(context.context_.get()));
  session_->in = BIO_new(BIO_s_mem());
  session_->out = BIO_new(BIO_s_mem());
  SSL* ssl = session_->ssl.get();
  SSL_set_bio(ssl, session_->in, session_->out);
  if (context.is_server_) {
    SSL_set_accept_state(ssl);
    return;
  }
  SSL_set_connect_state(ssl);
  if (is_address(server_name)) {
    X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), server_name.c_str());
  } else if (!server_name.empty()) {
    SSL_set_tlsext_host_name(ssl, server_name.c_str());
    SSL_set1_host(ssl, server_name.c_str());
  }
  session_->shake();
}

Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;

Engine::State Engine::state() const { return session_->state; }
const std::string& Engine::why() const { return session_->why; }

std::string Engine::session() const {
  const SSL* ssl = session_->ssl.get();
  return std::string(SSL_get_version(ssl)) + ' ' + SSL_get_cipher_name(ssl);
}

std::string Engine::requested_name() const {
  const char* name = SSL_get_servername(session_->ssl.get(), TLSEXT_NAMETYPE_host_name);
  return name != nullptr ? name : "";
}

void Engine::receive(std::string_view cipher) {
  Session& s = *session_;
  if (cipher.empty()) return;
  if (!std::exchange(s.begun, true) && !begins_tls(cipher.front())) s.fail("plain text came instead of TLS");
  if (s.state == State::closed || s.state == State::failed) {
    s.raw += cipher;
    return;
  }
  std::size_t written = 0;
  BIO_write_ex(s.in, cipher.data(), cipher.size(), &written);
  if (s.state == State::handshake) s.shake();
}

void Engine::end() {
  Session& s = *session_;
  if (s.state == State::handshake) s.fail("the connection ended in the middle of the handshake");
  if (s.state == State::up) s.fail("the connection ended without close_notify");
}

std::string Engine::take_record() {
  Session& s = *session_;
  if (s.state != State::up) return {};
  std::array<char, SSL3_RT_MAX_PLAIN_LENGTH> plain;
  std::size_t got = 0;
  ERR_clear_error();
  const int result = SSL_read_ex(s.ssl.get(), plain.data(), plain.size(), &got);
  if (result != 1) s.judge(result);
  return {plain.data(), got};
}

std::string Engine::take_raw() { return std::exchange(session_->raw, {}); }

void Engine::send(std::string_view plain) {
  assert(session_->state == State::up || session_->state == State::closed);
  if (plain.empty()) return;
  ERR_clear_error();
  std::size_t written = 0;
  const int result = SSL_write_ex(session_->ssl.get(), plain.data(), plain.size(), &written);
  if (result != 1) session_->judge(result);
}

void Engine::close() {
  ERR_clear_error();
  if (session_->state == State::up || session_->state == State::closed) SSL_shutdown(session_->ssl.get());
}

std::string Engine::take_cipher() { return drain(session_->out); }

}  // namespace smtpspec::tls
