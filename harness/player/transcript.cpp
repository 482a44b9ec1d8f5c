#include "harness/player/transcript.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace smtpspec::player {

void Transcript::redact(Entry& entry, bool secret) const {
  std::string shown = secret ? std::string(Redactor::kMark) + "\r\n" : redactor_.hide(entry.octets);
  entry.redacted = shown != entry.octets;
  entry.octets = std::move(shown);
}

void Transcript::add(Entry entry, bool secret) {
  entry.answers = redactor_.hide(entry.answers);
  if (!witnesses_.empty()) {
    Entry whole = entry;
    redact(whole, secret);
    for (const auto& witness : witnesses_) witness->saw(whole);
  }
  const std::size_t most = octets_ < kKeptInAll ? Result::kKeptOctets : kKeptThen;
  if (entry.octets.size() > most) {
    entry.dropped = entry.octets.size() - most;
    entry.octets.resize(most);
  }
  redact(entry, secret);
  entry.octets.shrink_to_fit();
  octets_ += entry.octets.size();

  if (first_.size() < Result::kKeptEntries / 2) {
    first_.push_back(std::move(entry));
    return;
  }
  last_.push_back(std::move(entry));
  if (last_.size() > Result::kKeptEntries / 2) {
    last_.pop_front();
    ++left_out_;
  }
}

std::vector<Entry> Transcript::take() {
  std::vector<Entry> out = std::exchange(first_, {});
  if (left_out_ > 0) {
    out.push_back({.kind = Entry::Kind::event,
                   .at = last_.front().at,
                   .text = std::to_string(left_out_) + " more lines were not kept"});
  }
  std::move(last_.begin(), last_.end(), std::back_inserter(out));
  last_.clear();
  return out;
}

}  // namespace smtpspec::player
