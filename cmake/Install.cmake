# make install: the program, man page, shell completions, tree-sitter queries and the Neovim plugin.
include(GNUInstallDirs)
install(TARGETS atlas-lsp RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES docs/man/atlas-lsp.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 OPTIONAL)
install(FILES cli/completions/atlas-lsp.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
        RENAME atlas-lsp OPTIONAL)
install(FILES cli/completions/_atlas-lsp DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions OPTIONAL)
install(FILES cli/completions/atlas-lsp.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d OPTIONAL)
install(DIRECTORY grammar/queries DESTINATION ${CMAKE_INSTALL_DATADIR}/atlas-lsp OPTIONAL)
install(DIRECTORY editors/neovim DESTINATION ${CMAKE_INSTALL_DATADIR}/atlas-lsp/editors OPTIONAL)
install(FILES LICENSE README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
# The links of diagnostics lead here (lsp/pages.c).
install(DIRECTORY docs/diagnostics DESTINATION ${CMAKE_INSTALL_DOCDIR} OPTIONAL)
