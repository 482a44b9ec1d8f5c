#pragma once

#include <boost/system/error_code.hpp>

#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>

namespace smtpspec::target {

/// For Boost.Process: puts the child into a process group of its own, and lets it be told (SIGTERM) when we
/// die.
struct OwnGroup {
  template <class Launcher, class Path>
  boost::system::error_code on_exec_setup(Launcher&, const Path&, const char* const*(&)) {
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    return {};
  }
};

}  // namespace smtpspec::target
