# smtpspec_foreign_parser(NAME SOURCES adapter.c ... LIBRARIES parser ...): the differential target linked to a foreign
# parser that implements smtpspec_parser.h: fuzz_foreign_NAME with SMTPSPEC_FUZZ, replay_foreign_NAME with SMTPSPEC_TESTS.
# An EXAMPLE, which is meant to be caught, is not among those that ./dev fuzz builds and runs.
function(smtpspec_foreign_parser name)
  cmake_parse_arguments(arg "EXAMPLE" "" "SOURCES;LIBRARIES" ${ARGN})
  set(here ${PROJECT_SOURCE_DIR}/fuzz)
  set(uses ${arg_LIBRARIES} smtpspec_syntax)
  if(SMTPSPEC_TESTS)
    smtpspec_fuzz_binary(replay_foreign_${name} SOURCES ${arg_SOURCES} ${here}/adapter/differential.cpp
                         ${here}/support/replay.cpp USES ${uses})
  endif()
  if(SMTPSPEC_FUZZ)
    smtpspec_fuzz_binary(fuzz_foreign_${name} SOURCES ${arg_SOURCES} ${here}/adapter/differential.cpp
                         ${here}/support/require_abort.cpp USES ${uses})
    target_link_options(fuzz_foreign_${name} PRIVATE -fsanitize=fuzzer)
    if(arg_EXAMPLE)
      set_target_properties(fuzz_foreign_${name} PROPERTIES EXCLUDE_FROM_ALL TRUE)
    else()
      add_dependencies(fuzz_targets fuzz_foreign_${name})
    endif()
  endif()
endfunction()
