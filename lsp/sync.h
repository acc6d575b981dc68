/* sync.h: documents as the client has them: open, change, save, close. */
#ifndef ATLAS_LSP_SYNC_H
#define ATLAS_LSP_SYNC_H

#include "lsp/session.h"

void sync_open(LspServer *self, const json_t *params);
void sync_change(LspServer *self, const json_t *params);
void sync_save(LspServer *self, const json_t *params);
void sync_close(LspServer *self, const json_t *params);

#endif
