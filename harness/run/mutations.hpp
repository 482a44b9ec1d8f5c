#pragma once

#include "harness/player/player.hpp"
#include "harness/transport/interference.hpp"
#include "reference/receiver/faults.hpp"
#include "reference/receiver/site.hpp"

#include <optional>
#include <string>
#include <vector>

namespace smtpspec::run {

/// One way in which the reference receiver, or what stands before it, can be made to behave.
struct Mutation {
  enum class Kind : std::uint8_t { lawful, deviation, fault, interference } kind = Kind::lawful;
  std::string name;
  receiver::Behaviour behaviour;
  transport::Interference interference;
  bool octet_by_octet = false;
  std::optional<receiver::DecisionId> decision;  ///< the only one changed; else every case is played
  bool on_lenient = false;                       ///< it is changed in the lenient conduct
  std::vector<std::string> requirements;         ///< that it breaks, or (where lawful) is about
};
/// Every lawful variant, every deviation (of the default conduct and of the lenient one) and every fault.
std::vector<Mutation> mutations();

/// What can be made different in this dialogue of a case with the model: each of the replies to the
/// scenario's own steps, and what comes out.
std::vector<Mutation> interferences(const player::Result& dialogue);

/// A site, and what a preflight would know of it.
struct Venue {
  std::string name;  ///< "where TLS is required"; empty for the first
  receiver::Site site;
  player::Circumstances circumstances;
  receiver::StoreResult store = receiver::StoreResult::kept;
  std::size_t kept_before = 0;  ///< messages, before `store` applies
};
/// Where a scenario is played. The first is the one it is made for: LMTP, an era, extensions that must not be
/// offered. The others demand TLS or AUTH, keep no message or one only, or take everybody.
std::vector<Venue> venues_for(const language::Scenario& scenario);

}  // namespace smtpspec::run
