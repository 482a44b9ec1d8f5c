#pragma once

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <memory>
#include <string>
#include <string_view>

/// Owning pointers to OpenSSL's objects, and its errors as text. For the sources of this folder only.
namespace smtpspec::tls {

template <auto release>
struct Releaser {
  template <class T>
  void operator()(T* object) const {
    release(object);
  }
};
template <class T, auto release>
using Owned = std::unique_ptr<T, Releaser<release>>;

using OwnedBio = Owned<BIO, BIO_free_all>;
using OwnedKey = Owned<EVP_PKEY, EVP_PKEY_free>;
using OwnedX509 = Owned<X509, X509_free>;

/// A read-only BIO over `text`, which must outlive it.
OwnedBio bio_over(std::string_view text);
/// What was written into a memory BIO and not read yet; it is empty afterwards.
std::string drain(BIO* memory);

/// The oldest error of this thread's queue in words ("the peer sent the alert 'unknown CA'"), or `otherwise`;
/// empties the queue.
std::string take_error(std::string_view otherwise);

}  // namespace smtpspec::tls
