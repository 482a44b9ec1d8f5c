# smtpspec_add_parser_fuzzer(NAME SOURCES adapter.c ... [LIBRARIES parser ...] [SESSION]): a parser that implements
# smtpspec_fuzz.h, compared with the reference: replay_NAME FILE..., and with Clang also fuzz_NAME, which libFuzzer drives.
# SESSION is for a parser that offers a receiver. The same file serves this repository and whoever finds the package;
# there the core is compiled from its sources, by the flags of the project that asks for it.
include(CheckCXXSourceCompiles)
get_filename_component(smtpspec_SEEDS ${CMAKE_CURRENT_LIST_DIR}/../seeds/foreign ABSOLUTE)

# Everything that is fuzzed is instrumented; ASan and UBSan are added where the project has no sanitizer of its own.
function(smtpspec_add_fuzzer_flags)
  add_library(smtpspec_fuzzer_flags INTERFACE)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES Clang)
    return()
  endif()
  get_directory_property(options COMPILE_OPTIONS)
  set(flags -fsanitize=fuzzer-no-link)
  if(NOT "${options} ${CMAKE_CXX_FLAGS}" MATCHES "-fsanitize=(address|memory|thread|undefined)")
    list(APPEND flags -fsanitize=address,undefined -fno-sanitize-recover=all -fno-sanitize=function)
  endif()
  target_compile_options(smtpspec_fuzzer_flags INTERFACE ${flags})
  target_link_options(smtpspec_fuzzer_flags INTERFACE ${flags})
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
  foreach(folder ${smtpspec_CORE} fuzz/adapter)
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
    smtpspec_add_parser_binary(fuzz_${name} smtpspec_abort)
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
    target_link_libraries(fuzz_${name} PRIVATE ${smtpspec_FUZZER_NEEDS})
  endif()
endfunction()

# For smtpspec_add_parser_fuzzer, whose arguments it reads. `caller` goes in as objects: main() must not depend on the
# order of the libraries.
function(smtpspec_add_parser_binary binary caller)
  add_executable(${binary} ${arg_SOURCES} $<TARGET_OBJECTS:${caller}>)
  set_target_properties(${binary} PROPERTIES LINKER_LANGUAGE CXX)
  target_include_directories(${binary} PRIVATE ${CMAKE_CURRENT_FUNCTION_LIST_DIR})
  target_link_libraries(${binary} PRIVATE ${differential} smtpspec_fuzzer_flags ${arg_LIBRARIES})
endfunction()
