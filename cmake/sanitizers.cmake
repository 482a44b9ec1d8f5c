# SMTPSPEC_SANITIZE: "address" (ASan and UBSan), "thread" or empty. Chosen by the presets.
set(SMTPSPEC_SANITIZE "" CACHE STRING "address, thread or empty")
add_library(smtpspec_sanitizers INTERFACE)
if(SMTPSPEC_SANITIZE STREQUAL "address")
  set(flags -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    list(APPEND flags -fno-sanitize=function)
  endif()
elseif(SMTPSPEC_SANITIZE STREQUAL "thread")
  set(flags -fsanitize=thread)
elseif(SMTPSPEC_SANITIZE)
  message(FATAL_ERROR "SMTPSPEC_SANITIZE is address, thread or empty, not ${SMTPSPEC_SANITIZE}")
endif()
if(SMTPSPEC_SANITIZE)
  add_compile_options(${flags})
  add_link_options(${flags})
endif()
# ThreadSanitizer and MemorySanitizer bring an operator new that a program cannot replace.
set(smtpspec_NEW_CAN_BE_REPLACED ON)
if("${CMAKE_CXX_FLAGS} ${flags}" MATCHES "-fsanitize=[a-z,-]*(memory|thread)")
  set(smtpspec_NEW_CAN_BE_REPLACED OFF)
endif()
# After each run libFuzzer looks at every counter that moved, which costs ten times what the counted edge does. So counted
# are the branches of our code: not the standard library's, which therefore stays out of line, nor those of the checks for
# null, alignment and the overflow of pointers, which ASan makes up for and the asan preset has. What comparisons compare is
# not recorded: the mutator and the dictionary know the words.
if(SMTPSPEC_FUZZ AND NOT SMTPSPEC_ONLY)
  # Neither Ninja nor a compiler cache looks into the list: its name says what is in it, and is the same in every clone.
  set(list ${CMAKE_CURRENT_LIST_DIR}/uncounted.txt)
  file(MD5 ${list} stamp)
  configure_file(${list} ${CMAKE_BINARY_DIR}/uncounted-${stamp}.txt COPYONLY)
  add_compile_options(-fno-sanitize=null,alignment,pointer-overflow
                      -fsanitize-coverage=inline-8bit-counters,pc-table
                      -fsanitize-coverage-ignorelist=uncounted-${stamp}.txt
                      "SHELL:-mllvm -inline-threshold=45" "SHELL:-mllvm -inlinehint-threshold=45")
endif()
option(SMTPSPEC_COVERAGE "Instrument for llvm-cov" OFF)
if(SMTPSPEC_COVERAGE)
  add_compile_options(-fprofile-instr-generate -fcoverage-mapping)
  add_link_options(-fprofile-instr-generate)
endif()
