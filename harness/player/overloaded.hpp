#pragma once

namespace smtpspec::player {

/// A visitor of a std::variant from one lambda for each alternative.
template <class... F>
struct Overloaded : F... {
  using F::operator()...;
};

}  // namespace smtpspec::player
