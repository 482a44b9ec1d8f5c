#pragma once

#include "reference/receiver/reply_writer.hpp"

namespace smtpspec::receiver {

/// Appends the reply that a choice of the table gives, its text filled in, in the form that conduct gives it.
void write_table_reply(std::string& out, const Permitted& permitted, const Occasion& occasion,
                       Counsel& counsel);

}  // namespace smtpspec::receiver
