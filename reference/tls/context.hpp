#pragma once

#include "reference/tls/certificate.hpp"

#include <tl/expected.hpp>

#include <memory>
#include <string>

struct ssl_ctx_st;

namespace smtpspec::tls {

/// What every session of one side shares. Cheap to copy; may be used by several threads.
class Context {
 public:
  struct Client {
    bool insecure = false;  ///< take any certificate
    std::string ca_file;    ///< PEM; empty: the system's store
    bool legacy = false;    ///< the lowest security level, TLS 1.0 and upwards
  };
  struct Server {
    Certificate certificate;
    bool legacy = false;
  };
  static tl::expected<Context, std::string> client(const Client& options);
  static tl::expected<Context, std::string> server(const Server& options);

 private:
  friend class Engine;
  Context(std::shared_ptr<ssl_ctx_st> context, bool is_server);

  std::shared_ptr<ssl_ctx_st> context_;
  bool is_server_;
};

}  // namespace smtpspec::tls
