#include "reference/tls/context.hpp"

#include "reference/tls/openssl.hpp"

#include <openssl/pem.h>

namespace smtpspec::tls {
namespace {

/// No tickets, no sessions kept, no empty records: what goes out is what was asked for.
std::shared_ptr<SSL_CTX> make(const SSL_METHOD* method, bool legacy) {
  std::shared_ptr<SSL_CTX> context(SSL_CTX_new(method), SSL_CTX_free);
  SSL_CTX_set_options(context.get(),
                      SSL_OP_NO_TICKET | SSL_OP_NO_RENEGOTIATION | SSL_OP_DONT_INSERT_EMPTY_FRAGMENTS);
  SSL_CTX_set_num_tickets(context.get(), 0);
  SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
  SSL_CTX_set_min_proto_version(context.get(), legacy ? TLS1_VERSION : TLS1_2_VERSION);
  if (legacy) {
    SSL_CTX_set_security_level(context.get(), 0);
    SSL_CTX_set_cipher_list(context.get(), "ALL:@SECLEVEL=0");
    SSL_CTX_set_options(context.get(), SSL_OP_LEGACY_SERVER_CONNECT);
  }
  return context;
}

bool use_chain(SSL_CTX* context, std::string_view pem) {
  const OwnedBio bio = bio_over(pem);
  const OwnedX509 leaf(PEM_read_bio_X509_AUX(bio.get(), nullptr, nullptr, nullptr));
  if (!leaf || SSL_CTX_use_certificate(context, leaf.get()) != 1) return false;
  while (OwnedX509 issuer{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)}) {
    if (SSL_CTX_add1_chain_cert(context, issuer.get()) != 1) return false;
  }
  return true;
}

bool use_key(SSL_CTX* context, std::string_view pem) {
  const OwnedBio bio = bio_over(pem);
  const OwnedKey key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
  return key && SSL_CTX_use_PrivateKey(context, key.get()) == 1;
}

}  // namespace

Context::Context(std::shared_ptr<ssl_ctx_st> context, bool is_server)
    : context_(std::move(context)),
      is_server_(is_server) {}

tl::expected<Context, std::string> Context::client(const Client& options) {
  auto context = make(TLS_client_method(), options.legacy);
  if (options.insecure) {
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_NONE, nullptr);
    return Context(std::move(context), false);
  }
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  const int loaded = options.ca_file.empty()
                         ? SSL_CTX_set_default_verify_paths(context.get())
                         : SSL_CTX_load_verify_file(context.get(), options.ca_file.c_str());
  if (loaded != 1) return tl::unexpected(options.ca_file + ": " + take_error("no certificates"));
  return Context(std::move(context), false);
}

tl::expected<Context, std::string> Context::server(const Server& options) {
  auto context = make(TLS_server_method(), options.legacy);
  if (!use_chain(context.get(), options.certificate.chain_pem))
    return tl::unexpected("the certificate cannot be used: " + take_error("it is no PEM"));
  if (!use_key(context.get(), options.certificate.key_pem))
    return tl::unexpected("the private key cannot be used: " + take_error("it is no PEM"));
  take_error("");  // reading a chain ends in an error that is none
  return Context(std::move(context), true);
}

}  // namespace smtpspec::tls
