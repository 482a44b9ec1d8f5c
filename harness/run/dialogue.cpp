#include "harness/run/dialogue.hpp"

#include "harness/language/ascii.hpp"
#include "reference/reply/visible.hpp"

#include <algorithm>

namespace smtpspec::run {

std::optional<reply::Reply> reply_in(std::string_view octets) {
  reply::ReplyReader reader;
  reader.feed(octets);
  auto reply = reader.next();
  return reply ? reply : reader.finish();
}

std::vector<Answered> replies(const player::Result& result) {
  std::vector<Answered> out;
  std::chrono::milliseconds sent{0};
  for (const player::Entry& entry : result.transcript) {
    if (entry.kind == player::Entry::Kind::sent) sent = entry.at;
    if (entry.kind != player::Entry::Kind::received) continue;
    if (auto reply = reply_in(entry.octets))
      out.push_back({entry.answers, std::move(*reply), entry.at - sent});
  }
  return out;
}

const Answered* answer_to(const std::vector<Answered>& dialogue, std::string_view command) {
  const auto found = std::find_if(dialogue.rbegin(), dialogue.rend(), [&](const Answered& one) {
    return language::upper(one.command).starts_with(command);
  });
  return found == dialogue.rend() ? nullptr : &*found;
}

std::string quote(const reply::Reply& reply) {
  std::string_view octets = reply.octets;
  while (octets.ends_with('\n') || octets.ends_with('\r')) octets.remove_suffix(1);
  std::string text = reply::visible(octets.substr(0, 200));
  if (octets.size() > 200) text += "...";
  return text;
}

}  // namespace smtpspec::run
