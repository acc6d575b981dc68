/* background.h: work that is done between messages, a slice of about two milliseconds at a time. */
#ifndef ATLAS_LSP_BACKGROUND_H
#define ATLAS_LSP_BACKGROUND_H

#include "lsp/session.h"

/* One slice. Returns whether there is more to do now. */
bool lsp_background(LspServer *self);

#endif
