/* json_out.c: strings and documents of jansson. */
#include "cli/json_out.h"

#include <stdlib.h>

json_t *json_text(Str s) { return json_stringn(s.ptr != NULL ? s.ptr : "", s.len); }

void json_put(Buf *out, json_t *document) {
  char *dumped = json_dumps(document, JSON_INDENT(2));
  if (dumped != NULL) buf_put(out, str_from(dumped));
  buf_putc(out, '\n');
  free(dumped);
  json_decref(document);
}
