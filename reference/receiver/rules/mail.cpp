#include "reference/receiver/rules/rules.hpp"

namespace smtpspec::receiver::rules {

void mail(const Session& session, const Command& command, Ruling& ruling) {
  if (put_oddities(session, command, ruling)) return;
  if (session.greeted && !session.extended && ruling.put("mail-after-helo"_decision)) return;
  if (has(command.features, Feature::null_path)) {
    if (ruling.put("null-reverse-path"_decision)) return;
  } else if (put_path_forms(session, command, ruling)) {
    return;
  }
  if (put_parameters(session, command, ruling)) return;
  ruling.put("mail"_decision);
}

}  // namespace smtpspec::receiver::rules
