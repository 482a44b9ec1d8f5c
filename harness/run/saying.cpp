#include "harness/run/saying.hpp"

#include "harness/run/record.hpp"

#include <utility>

namespace smtpspec::run {

Saying::Saying(std::shared_ptr<const receiver::Site> site, Say say) : say_(std::move(say)) {
  if (site) opinions_.emplace(std::move(site));
}

void Saying::saw(const player::Entry& entry) {
  reports::Exchange line = exchange_of(entry);
  if (opinions_) opinions_->add(line, entry);
  say_(line);
}

}  // namespace smtpspec::run
