/* json_out.h: writing a whole JSON document. Its parts are built with lsp/json.h. */
#ifndef ATLAS_CLI_JSON_OUT_H
#define ATLAS_CLI_JSON_OUT_H

#include "base/buf.h"
#include "lsp/json.h"

/* Appends the document with a newline, and frees it. */
void cli_put_json(Buf *out, json_t *document);

#endif
