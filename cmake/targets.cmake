# For what is compiled far more often than it is run: under the sanitizers, optimising it takes three times as long as
# the rest of its compilation. Packages and benchmarks are optimised throughout.
add_library(smtpspec_unoptimised INTERFACE)
target_compile_options(smtpspec_unoptimised INTERFACE $<$<CONFIG:None>:-O0>)

get_filename_component(smtpspec_ROOT ${CMAKE_CURRENT_LIST_DIR}/.. ABSOLUTE)
# What needs the standard library only.
set(smtpspec_CORE reference/reply reference/syntax reference/receiver reference/oracle)

# smtpspec_library(NAME SOURCES a.cpp ... USES other ... PRIVATE_USES ...): a static library a folder. Without
# sources it is an interface library. Includes are written from the root of the repository.
function(smtpspec_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;USES;PRIVATE_USES" ${ARGN})
  if(arg_SOURCES)
    add_library(${name} STATIC ${arg_SOURCES})
    target_include_directories(${name} PUBLIC ${smtpspec_ROOT})
    target_link_libraries(${name} PUBLIC ${arg_USES} PRIVATE ${arg_PRIVATE_USES} smtpspec_warnings)
  else()
    add_library(${name} INTERFACE)
    target_include_directories(${name} INTERFACE ${smtpspec_ROOT})
    target_link_libraries(${name} INTERFACE ${arg_USES})
  endif()
endfunction()

# smtpspec_searches_only(LIBRARY): it is not what is searched, but part of what searches.
function(smtpspec_searches_only library)
  target_link_libraries(${library} PRIVATE smtpspec_search_flags)
endfunction()

# smtpspec_allocation_test(NAME USES libraries ...): allocation_test.cpp in a binary of its own, since it counts allocations by
# replacing operator new.
function(smtpspec_allocation_test name)
  if(smtpspec_NEW_CAN_BE_REPLACED)
    smtpspec_test(${name} SOURCES allocation_test.cpp ${PROJECT_SOURCE_DIR}/tests/support/allocations.cpp ${ARGN})
  endif()
endfunction()

# smtpspec_test(NAME SOURCES a_test.cpp ... USES libraries ... LABEL quick|real|fuzz|browser): one GoogleTest binary,
# registered with ctest as one test a case under the label (default quick).
function(smtpspec_test name)
  cmake_parse_arguments(arg "" "LABEL;TIMEOUT" "SOURCES;USES" ${ARGN})
  if(NOT arg_LABEL)
    set(arg_LABEL quick)
  endif()
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 600)  # what hangs ends; what is slow on a busy machine is not wrong
  endif()
  add_executable(${name} ${arg_SOURCES})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE ${arg_USES} smtpspec_test_places GTest::gmock GTest::gtest_main smtpspec_unoptimised smtpspec_warnings)
  target_precompile_headers(${name} REUSE_FROM smtpspec_gtest_pch)
  gtest_discover_tests(${name} TEST_PREFIX "${name}." DISCOVERY_MODE PRE_TEST
                       PROPERTIES LABELS ${arg_LABEL} TIMEOUT ${arg_TIMEOUT})
endfunction()
