#include "reference/server/turned.hpp"

namespace smtpspec::server {

std::string TurnedSender::feed(std::string_view octets) {
  std::string out;
  reader_.feed(octets);
  for (auto reply = reader_.next(); reply && !finished(); reply = reader_.next()) out += respond(reply->code);
  return out;
}

std::string TurnedSender::respond(int code) {
  switch (waits_for_) {
    case WaitsFor::greeting:
      if (code != 220) break;
      waits_for_ = WaitsFor::helo;
      return "HELO " + host_ + "\r\n";
    case WaitsFor::helo:
      waits_for_ = WaitsFor::quit;
      return "QUIT\r\n";
    case WaitsFor::quit:
    case WaitsFor::nothing:
      break;
  }
  waits_for_ = WaitsFor::nothing;
  return {};
}

}  // namespace smtpspec::server
