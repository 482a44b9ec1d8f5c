# One interface target that every target of ours links: the warnings are errors on GCC and Clang.
add_library(smtpspec_warnings INTERFACE)
if(SMTPSPEC_ONLY)
  # They are ours to mend, not those of who compiles a part of us.
  target_compile_options(smtpspec_warnings INTERFACE -w)
  return()
endif()
target_compile_options(
  smtpspec_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
                              $<$<CXX_COMPILER_ID:GNU>:-Wno-missing-field-initializers>
                              # GCC 12 at -O3 takes "x" + std::string for overlapping copies (its bug 105651), and
                              # the other alternatives of a moved variant for uninitialised.
                              $<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-Wno-restrict>
                              $<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-Wno-maybe-uninitialized>
                              $<$<CXX_COMPILER_ID:Clang>:-Wno-missing-designated-field-initializers>
                              # std::stable_sort of libstdc++ 12 uses what C++17 deprecates; Clang tells us.
                              $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>)
