#pragma once

#include "reference/tls/engine.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace smtpspec::tls {

/// A client and a server that talk to each other, the octets cut into pieces of `cut`.
struct Pair {
  Engine client, server;
  std::size_t cut = std::string::npos;
  std::vector<std::string> at_client{}, at_server{};  ///< the records that arrived

  void pump() {
    while (carry(client, server, at_server) || carry(server, client, at_client)) {
    }
  }
  bool both_up() const { return client.state() == Engine::State::up && server.state() == Engine::State::up; }
  void give(const std::string& cipher, Engine& to, std::vector<std::string>& records) const {
    const std::size_t step = std::min(cut, std::max<std::size_t>(cipher.size(), 1));
    for (std::size_t at = 0; at < cipher.size(); at += step) {
      to.receive(std::string_view(cipher).substr(at, step));
      for (auto record = to.take_record(); !record.empty(); record = to.take_record())
        records.push_back(record);
    }
  }

 private:
  bool carry(Engine& from, Engine& to, std::vector<std::string>& records) const {
    const std::string cipher = from.take_cipher();
    give(cipher, to, records);
    return !cipher.empty();
  }
};

inline const Certificate& certificate() {
  static const Certificate made = make_self_signed({"localhost", "mail.example.test", "127.0.0.1"});
  return made;
}

inline Context server_context() { return Context::server({.certificate = certificate()}).value(); }
inline Context insecure_client() { return Context::client({.insecure = true}).value(); }

inline Pair make_pair(std::size_t cut = std::string::npos, const Context& client = insecure_client(),
                      const std::string& name = "localhost") {
  return {.client = Engine(client, name), .server = Engine(server_context()), .cut = cut};
}

}  // namespace smtpspec::tls
