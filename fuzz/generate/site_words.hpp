#pragma once

#include <string>
#include <vector>

namespace smtpspec::fuzz {

// What a receiver knows by default (reference/receiver/site.hpp): where it takes mail for whom.
const std::vector<std::string>& known_domains();
const std::vector<std::string>& known_users();
// And names that it does not know, or takes no mail for.
const std::vector<std::string>& domain_words();
const std::vector<std::string>& user_words();
const std::vector<std::string>& mechanism_words();

}  // namespace smtpspec::fuzz
