#include "reference/tls/openssl.hpp"

#include <openssl/err.h>

namespace smtpspec::tls {

OwnedBio bio_over(std::string_view text) {
  return OwnedBio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

std::string drain(BIO* memory) {
  std::string out(BIO_ctrl_pending(memory), '\0');
  std::size_t got = 0;
  if (!out.empty()) BIO_read_ex(memory, out.data(), out.size(), &got);
  out.resize(got);
  return out;
}

std::string take_error(std::string_view otherwise) {
  const unsigned long error = ERR_get_error();
  ERR_clear_error();
  if (error == 0) return std::string(otherwise);
  const int reason = ERR_GET_REASON(error);
  if (ERR_GET_LIB(error) == ERR_LIB_SSL && reason > SSL_AD_REASON_OFFSET &&
      reason <= SSL_AD_REASON_OFFSET + 255)
    return "the peer sent the alert '" +
           std::string(SSL_alert_desc_string_long(reason - SSL_AD_REASON_OFFSET)) + "'";
  const char* text = ERR_reason_error_string(error);
  return text != nullptr ? text : std::string(otherwise);
}

}  // namespace smtpspec::tls
