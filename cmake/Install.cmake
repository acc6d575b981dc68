# make install: the program, libatlasdiff, man pages, shell completions, tree-sitter queries and the Neovim plugin.
include(GNUInstallDirs)
install(TARGETS atlas-lsp RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES docs/man/atlas-lsp.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
if(TARGET atlasdiff)
  install(TARGETS atlasdiff LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} PUBLIC_HEADER DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
  install(FILES ${CMAKE_BINARY_DIR}/lib/libatlasdiff.a DESTINATION ${CMAKE_INSTALL_LIBDIR})
  # The folder may be moved, and the prefix chosen when installing: paths count from where the file lies.
  file(RELATIVE_PATH ATLAS_PC_PREFIX /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
  configure_file(api/libatlasdiff.pc.in ${CMAKE_BINARY_DIR}/libatlasdiff.pc @ONLY)
  install(FILES ${CMAKE_BINARY_DIR}/libatlasdiff.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
  install(FILES docs/man/libatlasdiff.3 DESTINATION ${CMAKE_INSTALL_MANDIR}/man3)
  install(FILES docs/library.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
  install(FILES docs/examples/diff.c DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples)
endif()
install(FILES cli/completions/atlas-lsp.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
        RENAME atlas-lsp OPTIONAL)
install(FILES cli/completions/_atlas-lsp DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions OPTIONAL)
install(FILES cli/completions/atlas-lsp.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d OPTIONAL)
install(DIRECTORY grammar/queries DESTINATION ${CMAKE_INSTALL_DATADIR}/atlas-lsp OPTIONAL)
install(DIRECTORY editors/neovim DESTINATION ${CMAKE_INSTALL_DATADIR}/atlas-lsp/editors OPTIONAL)
install(FILES LICENSE README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
# The links of diagnostics lead here (lsp/pages.c).
install(DIRECTORY docs/diagnostics DESTINATION ${CMAKE_INSTALL_DOCDIR} OPTIONAL)
