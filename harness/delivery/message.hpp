#pragma once

#include <string>
#include <vector>

namespace smtpspec::delivery {

/// One message that came out of the target, as far as its place shows it.
struct DeliveredMessage {
  std::string from;             ///< reverse-path without brackets; empty for <> and where `envelope` is false
  std::vector<std::string> to;  ///< forward-paths without brackets, in the order given
  std::string octets;  ///< the content; where `lines_only`, with CRLF for every line end that was found
  bool lines_only =
      false;  ///< the place rewrites line ends (Maildir, mbox): bare CR and LF cannot be told apart
  bool envelope = true;  ///< false: the place keeps no envelope, so `from` and `to` say nothing
  bool relayed = false;  ///< true: it came over SMTP (the sink); false: final delivery
  std::string source;    ///< "sink", or the file's name
};

/// All that came out until somebody looked.
struct Arrived {
  std::vector<DeliveredMessage> messages;
  bool more_may_come = false;  ///< some were still awaited when the time was over
  bool shows_absence = true;   ///< false: nothing came at all, as if nobody delivered where we look
};

}  // namespace smtpspec::delivery
