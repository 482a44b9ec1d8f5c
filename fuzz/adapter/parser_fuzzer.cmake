# smtpspec_add_parser_fuzzer(NAME SOURCES adapter.c ... [LIBRARIES parser ...] [SESSION]): a parser that implements
# smtpspec_fuzz.h, compared with the reference: replay_NAME FILE..., and with Clang also fuzz_NAME, which libFuzzer drives,
# and the script run_NAME, which gives it all that helps. SESSION is for a parser that offers a receiver. The same file
# serves this repository and whoever finds the package; there the core is compiled from its sources, by the flags of the
# project that asks for it.
include(CheckCXXSourceCompiles)
get_filename_component(smtpspec_SEEDS ${CMAKE_CURRENT_LIST_DIR}/../seeds/foreign ABSOLUTE)

# Everything that is fuzzed is instrumented; ASan and UBSan are added where the project has no sanitizer of its own. The
# mutator is searched no more than libFuzzer is; but some sanitizers, and libc++ under ASan, must see all that writes.
function(smtpspec_add_fuzzer_flags)
  add_library(smtpspec_fuzzer_flags INTERFACE)
  add_library(smtpspec_search_flags INTERFACE)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES Clang)
    return()
  endif()
  get_directory_property(options COMPILE_OPTIONS)
  set(own "${options} ${CMAKE_CXX_FLAGS}")
  set(flags -fsanitize=fuzzer-no-link)
  set(unsearched -fno-sanitize=fuzzer-no-link)
  if(NOT own MATCHES "-fsanitize=(address|memory|thread|undefined)")
    list(APPEND flags -fsanitize=address,undefined -fno-sanitize-recover=all -fno-sanitize=function)
    if(NOT own MATCHES "libc\\+\\+")
      set(unsearched -fno-sanitize=all)
    endif()
  endif()
  target_compile_options(smtpspec_fuzzer_flags INTERFACE ${flags})
  target_link_options(smtpspec_fuzzer_flags INTERFACE ${flags})
  target_compile_options(smtpspec_search_flags INTERFACE ${unsearched})
endfunction()

# libFuzzer may have been built with another standard library than the project: then it needs its own beside.
macro(smtpspec_find_fuzzer)
  set(CMAKE_REQUIRED_LINK_OPTIONS -fsanitize=fuzzer)
  check_cxx_source_compiles(
    "extern \"C\" int LLVMFuzzerTestOneInput(const unsigned char*, decltype(sizeof 0)) { return 0; }"
    SMTPSPEC_FUZZER_LINKS)
  if(NOT SMTPSPEC_FUZZER_LINKS)
    set(smtpspec_FUZZER_NEEDS -l:libstdc++.so.6) # -lstdc++ would be taken for the other
  endif()
endmacro()

function(smtpspec_add_core)
  smtpspec_add_fuzzer_flags()
  # Warnings in the core are ours to mend, not those of who compiles it.
  add_library(smtpspec_warnings INTERFACE)
  target_compile_options(smtpspec_warnings INTERFACE -w)
  target_compile_features(smtpspec_warnings INTERFACE cxx_std_20)
  target_link_libraries(smtpspec_warnings INTERFACE smtpspec_fuzzer_flags)
  set(sources ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/../..)
  include(${sources}/cmake/targets.cmake)
  foreach(folder ${smtpspec_CORE} fuzz/generate fuzz/mutator fuzz/adapter)
    add_subdirectory(${sources}/${folder} ${CMAKE_BINARY_DIR}/smtpspec/${folder} EXCLUDE_FROM_ALL)
  endforeach()
endfunction()

function(smtpspec_add_parser_fuzzer name)
  cmake_parse_arguments(arg "SESSION" "" "SOURCES;LIBRARIES" ${ARGN})
  if(NOT TARGET smtpspec_differential)
    smtpspec_add_core()
  endif()
  set(differential smtpspec_differential)
  if(arg_SESSION)
    set(differential smtpspec_session_differential)
  endif()
  smtpspec_add_parser_binary(replay_${name} smtpspec_replay)
  if(CMAKE_CXX_COMPILER_ID MATCHES Clang AND (SMTPSPEC_FUZZ OR NOT DEFINED SMTPSPEC_FUZZ))
    smtpspec_find_fuzzer()
    smtpspec_add_parser_binary(fuzz_${name} smtpspec_abort smtpspec_parts_mutation)
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
    target_link_libraries(fuzz_${name} PRIVATE smtpspec_mutator ${smtpspec_FUZZER_NEEDS})
    smtpspec_add_runner(${name})
  endif()
endfunction()

# For smtpspec_add_parser_fuzzer, whose arguments it reads. What calls and what is called by libFuzzer goes in as objects: no
# library is searched for what is only asked for if it is there.
function(smtpspec_add_parser_binary binary)
  list(TRANSFORM ARGN REPLACE "(.+)" "$<TARGET_OBJECTS:\\1>" OUTPUT_VARIABLE objects)
  add_executable(${binary} ${arg_SOURCES} ${objects})
  set_target_properties(${binary} PROPERTIES LINKER_LANGUAGE CXX)
  target_include_directories(${binary} PRIVATE ${CMAKE_CURRENT_FUNCTION_LIST_DIR})
  target_link_libraries(${binary} PRIVATE ${differential} smtpspec_fuzzer_flags ${arg_LIBRARIES})
endfunction()

# run_NAME, beside fuzz_NAME.
function(smtpspec_add_runner name)
  get_target_property(dictionary fuzz_dictionary SMTPSPEC_FILE)
  add_dependencies(fuzz_${name} fuzz_dictionary)
  set(beside ${CMAKE_CURRENT_BINARY_DIR}/${name})
  file(GENERATE OUTPUT $<TARGET_FILE_DIR:fuzz_${name}>/run_${name} CONTENT "#!/bin/sh
# run_${name} [OPTION...]: a survey of a minute. The options are libFuzzer's: -max_total_time=600 -seed=1
# Exit code 0: nothing was found. 1: disagreements. Another: it ended before its time, with a crash for instance.
mkdir -p '${beside}_corpus' '${beside}_findings' &&
SMTPSPEC_SURVEY='${beside}_findings' exec '$<TARGET_FILE:fuzz_${name}>' -max_total_time=60 -verbosity=0 -print_funcs=0 \\
  -artifact_prefix='${beside}_findings/' -dict='${dictionary}' \"$@\" \\
  '${beside}_corpus' '${smtpspec_SEEDS}'
"
       FILE_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
endfunction()
