/* ids.c: identities of objects: stable for equal names, safe in URLs and documents. */
#include "erd/graph.h"

static bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
}

/* "order items" -> order%20items */
static void put_part(Buf *out, Str part) {
  for (size_t i = 0; i < part.len; i++) {
    if (is_plain(part.ptr[i]))
      buf_putc(out, part.ptr[i]);
    else
      buf_printf(out, "%%%02X", (unsigned)(unsigned char)part.ptr[i]);
  }
}

Str erd_id(Arena *arena, Str project, const char *kind, Str schema, Str name, Str member) {
  Buf buf = {0};
  put_part(&buf, project);
  buf_printf(&buf, "/%s/", kind);
  put_part(&buf, schema);
  buf_putc(&buf, '/');
  put_part(&buf, name);
  if (!str_empty(member)) {
    buf_putc(&buf, '/');
    put_part(&buf, member);
  }
  Str id = arena_str(arena, buf_str(&buf));
  buf_free(&buf);
  return id;
}
