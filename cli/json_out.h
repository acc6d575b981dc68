/* json_out.h: the two things that all JSON reports need. */
#ifndef ATLAS_CLI_JSON_OUT_H
#define ATLAS_CLI_JSON_OUT_H

#include <jansson.h>

#include "base/buf.h"

/* A JSON string; `s` is valid UTF-8. */
json_t *json_text(Str s);
/* Appends the document with a newline, and frees it. */
void json_put(Buf *out, json_t *document);

#endif
