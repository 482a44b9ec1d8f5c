# cmake --install, and the Debian package (cpack -G DEB). Nothing but the program has to be built for either.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)

install(TARGETS smtpspec RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/scenarios/ DESTINATION ${CMAKE_INSTALL_DATADIR}/smtpspec/scenarios
        FILES_MATCHING PATTERN "*.smtp" PATTERN "*.tsv")
install(FILES ${PROJECT_BINARY_DIR}/smtpspec.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)
set(completion ${PROJECT_SOURCE_DIR}/packaging/completion)
install(FILES ${completion}/smtpspec.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME smtpspec)
install(FILES ${completion}/_smtpspec DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${completion}/smtpspec.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "smtpspec maintainers <maintainers@smtpspec.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION mail)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
include(CPack)
