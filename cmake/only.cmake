# SMTPSPEC_ONLY builds less than everything, and asks for less:
#   core   the fuzz targets of the core, by the flags that are given and no others, with the standard library only: for
#          OSS-Fuzz, AFL++ and whoever else brings a compiler and an engine
#   seeds  what makes the seeds and the dictionary of these targets, for the machine that builds them
set(SMTPSPEC_TESTS OFF)
foreach(folder ${smtpspec_CORE})
  add_subdirectory(${folder})
endforeach()
if(SMTPSPEC_ONLY STREQUAL "core")
  set(SMTPSPEC_FUZZ ON)
elseif(SMTPSPEC_ONLY STREQUAL "seeds")
  find_package(tl-expected REQUIRED)
  find_package(PkgConfig REQUIRED)
  pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)
  find_package(OpenSSL REQUIRED)
  foreach(folder language player transport)
    add_subdirectory(harness/${folder})
  endforeach()
else()
  message(FATAL_ERROR "SMTPSPEC_ONLY is core, seeds or empty, not ${SMTPSPEC_ONLY}")
endif()
add_subdirectory(fuzz)
