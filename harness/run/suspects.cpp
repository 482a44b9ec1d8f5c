#include "harness/run/suspects.hpp"

#include <algorithm>
#include <cassert>
#include <map>
#include <string>

namespace smtpspec::run {

bool was_cut_off(const player::Result& result) {
  using player::Entry;
  std::map<int, bool> said_goodbye;  // by connection
  for (const Entry& entry : result.transcript) {
    bool& goodbye = said_goodbye[entry.connection];
    if (entry.kind == Entry::Kind::received)
      goodbye = entry.octets.starts_with("221") || entry.octets.starts_with("421");
    const bool ended = entry.link == Entry::Link::closed_by_peer || entry.link == Entry::Link::reset_by_peer;
    if (ended && !goodbye) return true;
  }
  return false;
}

void Suspects::ended(std::size_t index, Moment began, const player::Result& result) {
  if (result.end == player::Result::End::unreachable) return;
  last_began_ = std::max(last_began_, began);
  sessions_.push_back({index, ++now_, was_cut_off(result), result});
  std::erase_if(sessions_, [&](const Session& one) { return one.ended < last_began_; });
}

std::vector<std::size_t> Suspects::named() const {
  const bool any =
      std::any_of(sessions_.begin(), sessions_.end(), [](const Session& one) { return one.cut_off; });
  std::vector<std::size_t> out;
  for (const Session& one : sessions_) {
    if (one.cut_off == any && std::find(out.begin(), out.end(), one.index) == out.end())
      out.push_back(one.index);
  }
  return out;
}

const player::Result& Suspects::last_play(std::size_t index) const {
  const auto found = std::find_if(sessions_.rbegin(), sessions_.rend(),
                                  [&](const Session& one) { return one.index == index; });
  assert(found != sessions_.rend());
  return found->result;
}

}  // namespace smtpspec::run
