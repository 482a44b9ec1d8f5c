#include "harness/transport/interference.hpp"

#include <algorithm>
#include <utility>

namespace smtpspec::transport {
namespace {

using What = Interference::What;

std::string without_last_line(std::string octets) {
  const auto end = octets.size() < 2 ? std::string::npos : octets.rfind('\n', octets.size() - 2);
  octets.resize(end == std::string::npos ? 0 : end + 1);
  return octets;
}

std::vector<delivery::DeliveredMessage> one_a_recipient(const delivery::DeliveredMessage& message) {
  std::vector<delivery::DeliveredMessage> out;
  for (const std::string& recipient : message.to) {
    out.push_back(message);
    out.back().to = {recipient};
  }
  return out;
}

}  // namespace

std::string Interference::name() const {
  const std::string which = "reply " + std::to_string(reply);
  switch (what) {
    case What::nothing:
      return "nothing";
    case What::says:
      return which + " says " + std::to_string(code);
    case What::says_less:
      return which + " says its first line only";
    case What::says_twice:
      return which + " comes twice";
    case What::swallows:
      return which + " does not come";
    case What::closes:
      return which + " is a close";
    case What::loses_message:
      return "messages are lost";
    case What::doubles_message:
      return "messages come out twice";
    case What::alters_message:
      return "messages lose their last line";
    case What::splits_message:
      return "messages come out once for each recipient";
    case What::first_only:
      return "only the first recipient gets a message";
    case What::last_only:
      return "only the last recipient gets a message";
    case What::ends_at_close:
      return "the end of the input ends the content";
    case What::fails_handshake:
      return "the handshake fails";
  }
  return {};
}

std::optional<std::string> struck(const Interference& interference, const reply::Reply& reply) {
  std::string out;
  switch (interference.what) {
    case What::says:
      // The text of another code would be a lie of its own: an enhanced code of another class. It begins with
      // nothing that could be the name of a host.
      reply::append_reply(out, interference.code, {"so, it is"});
      return out;
    case What::says_less:
      reply::append_reply(out, reply.code, {reply.lines.front()});
      return out;
    case What::says_twice:
      return reply.octets + reply.octets;
    case What::swallows:
      return out;
    case What::closes:
      return std::nullopt;
    default:
      return reply.octets;
  }
}

std::vector<delivery::DeliveredMessage> struck(const Interference& interference,
                                               delivery::DeliveredMessage message) {
  switch (interference.what) {
    case What::loses_message:
      return {};
    case What::doubles_message:
      return {message, message};
    case What::alters_message:
      message.octets = without_last_line(std::move(message.octets));
      break;
    case What::splits_message:
      return one_a_recipient(message);
    case What::first_only:
      message.to.resize(std::min<std::size_t>(message.to.size(), 1));
      break;
    case What::last_only:
      if (message.to.size() > 1) message.to = {message.to.back()};
      break;
    default:
      break;
  }
  return {std::move(message)};
}

}  // namespace smtpspec::transport
