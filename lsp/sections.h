/* sections.h: outline and folding of SQL files in sections, which have no blocks. */
#ifndef ATLAS_LSP_SECTIONS_H
#define ATLAS_LSP_SECTIONS_H

#include "lsp/session.h"

/* Answers to documentSymbol and foldingRange for the file of a text. */
json_t *sections_symbols(LspServer *self, const File *file);
json_t *sections_folding(LspServer *self, const File *file);

#endif
