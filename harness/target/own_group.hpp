#pragma once

#include <boost/system/error_code.hpp>
#include <linux/close_range.h>

#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>

namespace smtpspec::target {

/// For Boost.Process: puts the child into a process group of its own, lets it be told (SIGTERM) when we die,
/// and keeps from it what we have open.
struct OwnGroup {
  template <class Launcher, class Path>
  boost::system::error_code on_exec_setup(Launcher&, const Path&, const char* const*(&)) {
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    ::close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC);
    return {};
  }
};

}  // namespace smtpspec::target
