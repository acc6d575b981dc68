/* diagnostics.h: from the diagnostics of units to publishDiagnostics. */
#ifndef ATLAS_LSP_DIAGNOSTICS_H
#define ATLAS_LSP_DIAGNOSTICS_H

#include "lsp/session.h"

/* Sends what is known about a file now. The units must have their text. */
void diagnostics_publish(LspServer *self, LspSource *source);
/* Sends an empty list. */
void diagnostics_clear(LspServer *self, Str uri);

#endif
