#pragma once

#include "reference/reply/reply.hpp"

#include <string_view>
#include <vector>

namespace smtpspec::fuzz {

using Traits = std::vector<std::string_view>;

/// What is wrong with the form of a reply, or that it has several lines, in words.
Traits traits_of(const reply::Reply& reply);

}  // namespace smtpspec::fuzz
