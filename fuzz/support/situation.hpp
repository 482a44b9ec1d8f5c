#pragma once

#include "fuzz/support/choices.hpp"
#include "reference/receiver/receiver.hpp"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace smtpspec::fuzz {

/// Where a receiver finds itself: what its administrator set, and what its host answers.
struct Situation {
  std::shared_ptr<const receiver::Site> site = sites().front();
  receiver::StoreResult stored = receiver::StoreResult::kept;
  receiver::SaslResult::Kind judged = receiver::SaslResult::Kind::success;  ///< every response
  bool tls_fails = false;

  Situation() = default;
  /// Three choices.
  explicit Situation(Choices& choices)
      : site(sites()[choices.number(sites().size())]),
        stored(choices.pick(receiver::StoreResult::refused)) {
    const auto& [kind, fails] = kAnswers[choices.number(std::size(kAnswers))];
    judged = kind;
    tls_fails = fails;
  }

  /// The choice that stands for the site; 0 if none does.
  static std::size_t place_of(const receiver::Site& wanted) {
    const auto found =
        std::find_if(sites().begin(), sites().end(), [&](const auto& site) { return *site == wanted; });
    return found == sites().end() ? 0 : static_cast<std::size_t>(found - sites().begin());
  }

  /// The server speaks first where there is no response.
  receiver::SaslResult judge(const receiver::SaslStep& step) const {
    if (!step.response) return {.kind = Kind::challenge, .text = "challenge"};
    return {.kind = judged, .text = "alice"};
  }

 private:
  using Kind = receiver::SaslResult::Kind;
  static constexpr std::pair<Kind, bool> kAnswers[] = {{Kind::success, false},
                                                       {Kind::failure, false},
                                                       {Kind::unknown_mechanism, true},
                                                       {Kind::malformed, false},
                                                       {Kind::challenge, true}};

  /// Small, as where scenarios are played, so that what happens beyond the limits can be seen.
  static const std::vector<std::shared_ptr<const receiver::Site>>& sites() {
    using receiver::Site;
    static constexpr void (*kSettings[])(Site&) = {
        [](Site&) {},
        [](Site& site) { site.lmtp = true; },
        [](Site& site) { site.tls_required = true; },
        [](Site& site) { site.auth_required = site.auth_needs_tls = true; },
        [](Site& site) { site.refuses_sessions = true; },
        [](Site& site) { site.max_size = 40, site.max_recipients = 2; },
        [](Site& site) { site.accept_everybody = true, site.extensions = {}, site.starttls = false; },
        [](Site& site) { site.auth_required = true; },
        [](Site& site) { site.lmtp = true, site.max_size = 40; },
    };
    static const auto all = [] {
      std::vector<std::shared_ptr<const Site>> made;
      for (const auto& set : kSettings) {
        Site site{.max_size = 100'000, .max_recipients = 150};
        set(site);
        made.push_back(std::make_shared<const Site>(site));
      }
      return made;
    }();
    return all;
  }
};

inline receiver::Conduct some_conduct(Choices& choices) {
  using receiver::Conduct;
  static const Conduct all[] = {Conduct{}, Conduct::lenient(), Conduct::rfc821()};
  return all[choices.number(std::size(all))];
}

}  // namespace smtpspec::fuzz
