#pragma once

#include "reference/oracle/oracle.hpp"
#include "reference/receiver/ruling.hpp"
#include "reference/reply/reply.hpp"

#include <optional>
#include <string>

namespace smtpspec::oracle {

inline constexpr int kShuttingDown = 421;  ///< may be the answer to any command (RFC 5321 §3.8)

/// What a reply is worth, held against all that a ruling permits.
struct Judgement {
  Grade grade = Grade::unlawful;
  receiver::DecisionId clause = 0;
  /// What the target chose, to be followed; nothing if the reply changes nothing.
  std::optional<receiver::Permitted> chosen;
  std::string deviation;
  bool by_extension = false;  ///< the reply is one of an extension that is not known here, and so is its form
};

/// What an administrator may refuse whatever the command says (RFC 5321 §4.3.2, §7.8, §7.9; RFC 3207 §4; RFC
/// 7504), with an unlisted code, too (§4.2): all but what finds fault with the command.
bool is_policy(int code);

Grade grade_of(receiver::Standing standing);

/// A code that the ruling names is as good as its best choice; of the others, a refusal where something is
/// refused and a success where something succeeds are tolerable, and so is what may be policy or may pass.
Judgement judge(const receiver::Ruling& ruling, int code);

/// "503 | 554 | tolerable: 501, other 4yz or 5yz".
std::string permitted_text(const receiver::Ruling& ruling);
/// "RFC5321-3.3-n: Is RCPT taken without MAIL?"
std::string clause_text(receiver::DecisionId decision);
std::string deviation_name(receiver::DecisionId decision, std::uint8_t choice);

}  // namespace smtpspec::oracle
