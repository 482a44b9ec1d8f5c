#include "reference/tls/certificate.hpp"

#include "reference/tls/openssl.hpp"

#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include <cassert>
#include <fstream>
#include <sstream>

namespace smtpspec::tls {
namespace {

constexpr long kDay = 24L * 60 * 60;

OwnedKey make_key(KeyKind kind) {
  switch (kind) {
    case KeyKind::ec_p256:
      return OwnedKey(EVP_EC_gen("P-256"));
    case KeyKind::rsa_2048:
      return OwnedKey(EVP_RSA_gen(2048));
  }
  return nullptr;
}

std::string subject_alternative_names(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& name : names) {
    const Owned<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free> address(a2i_IPADDRESS(name.c_str()));
    if (!out.empty()) out += ',';
    out += (address ? "IP:" : "DNS:") + name;
  }
  return out;
}

void add_extension(X509* certificate, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  const Owned<X509_EXTENSION, X509_EXTENSION_free> extension(
      X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
  if (extension) X509_add_ext(certificate, extension.get(), -1);
}

void set_common_name(X509* certificate, const std::string& name) {
  X509_NAME* subject = X509_get_subject_name(certificate);
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(name.data()),
                             static_cast<int>(name.size()), -1, 0);
  X509_set_issuer_name(certificate, subject);
}

void set_random_serial(X509* certificate) {
  const Owned<BIGNUM, BN_free> number(BN_new());
  BN_rand(number.get(), 127, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY);
  BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate));
}

tl::expected<std::string, std::string> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  if (!in || !(text << in.rdbuf())) return tl::unexpected(path + ": cannot be read");
  return std::move(text).str();
}

}  // namespace

Certificate make_self_signed(const std::vector<std::string>& names, KeyKind kind) {
  assert(!names.empty());
  const OwnedKey key = make_key(kind);
  const OwnedX509 certificate(X509_new());
  X509_set_version(certificate.get(), X509_VERSION_3);
  set_random_serial(certificate.get());
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -kDay);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 365 * kDay);
  X509_set_pubkey(certificate.get(), key.get());
  set_common_name(certificate.get(), names.front());
  add_extension(certificate.get(), NID_subject_alt_name, subject_alternative_names(names));
  add_extension(certificate.get(), NID_basic_constraints, "critical,CA:TRUE");
  X509_sign(certificate.get(), key.get(), EVP_sha256());

  const OwnedBio chain(BIO_new(BIO_s_mem())), secret(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509(chain.get(), certificate.get());
  PEM_write_bio_PrivateKey(secret.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  return {.chain_pem = drain(chain.get()), .key_pem = drain(secret.get())};
}

tl::expected<Certificate, std::string> read_certificate(const std::string& chain_file,
                                                        const std::string& key_file) {
  auto chain = read_file(chain_file);
  if (!chain) return tl::unexpected(std::move(chain.error()));
  auto key = read_file(key_file);
  if (!key) return tl::unexpected(std::move(key.error()));
  return Certificate{.chain_pem = std::move(*chain), .key_pem = std::move(*key)};
}

}  // namespace smtpspec::tls
