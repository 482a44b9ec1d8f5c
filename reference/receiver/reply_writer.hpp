#pragma once

#include "reference/receiver/session.hpp"

#include <string>
#include <string_view>

namespace smtpspec::receiver {

/// What the table says of a bad address; of a sender's, write_reply() says 5.1.7.
inline constexpr std::string_view kBadDestination = "5.1.3";

/// What a reply is about, for its text.
struct Occasion {
  const Session& session;
  const syntax::Command& command;
  bool greeting =
      false;           ///< the greeting, or an answer to EHLO, HELO or LHLO: no enhanced code (RFC 2034 §4)
  bool plain = false;  ///< 334: the text is written as it is
};

/// The text of an answer, with what its braces stand for. The view is into `text`, or into `storage`.
std::string_view fill_in(std::string_view text, const Occasion& occasion, Counsel& counsel,
                         std::string& storage);

/// Appends a reply in the form that conduct gives it. Lines of `text` are separated by LF.
void write_reply(std::string& out, int code, std::string_view enhanced, std::string_view text,
                 const Occasion& occasion, Counsel& counsel);

}  // namespace smtpspec::receiver
