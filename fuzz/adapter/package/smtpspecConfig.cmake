# find_package(smtpspec): smtpspec_add_parser_fuzzer(), and the seeds in ${smtpspec_SEEDS}.
include(${CMAKE_CURRENT_LIST_DIR}/../../smtpspec/source/fuzz/adapter/parser_fuzzer.cmake)
