/* json_out.c: jansson documents as text. */
#include "cli/json_out.h"

#include <stdlib.h>

void cli_put_json(Buf *out, json_t *document) {
  char *dumped = json_dumps(document, JSON_INDENT(2));
  if (dumped != NULL) buf_put(out, str_from(dumped));
  buf_putc(out, '\n');
  free(dumped);
  json_decref(document);
}
