# Boost.Asio compiled once: every target that uses it links smtpspec_asio.
add_library(smtpspec_asio STATIC cmake/asio_impl.cpp)
target_compile_definitions(smtpspec_asio PUBLIC BOOST_ASIO_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED)
target_link_libraries(smtpspec_asio PUBLIC Boost::headers Threads::Threads)
# GCC 12 takes the frame of an inlined coroutine for a mismatched new and delete.
target_compile_options(smtpspec_asio PUBLIC $<$<CXX_COMPILER_ID:GNU>:-Wno-mismatched-new-delete>)
