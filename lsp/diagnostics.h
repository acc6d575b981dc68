/* diagnostics.h: from the diagnostics of units to publishDiagnostics. */
#ifndef ATLAS_LSP_DIAGNOSTICS_H
#define ATLAS_LSP_DIAGNOSTICS_H

#include "lsp/session.h"

/* Sends what is known about a file now. The units must have their text. */
void diagnostics_publish(LspServer *self, LspSource *source);
/* One diagnostic as the protocol has it; NULL when the user's settings hide it. */
json_t *diagnostics_json(LspServer *self, Arena *arena, const Unit *unit, const Diagnostic *diag);
/* Sends an empty list. */
void diagnostics_clear(LspServer *self, Str uri);

#endif
