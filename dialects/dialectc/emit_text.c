/* emit_text.c: pieces of C source: strings, fields of an initialiser, slices of arrays. */
#include "dialects/dialectc/emit.h"

/* As a C string literal with its length: {"table", 5} */
void emit_str(Buf *out, Str s) {
  if (str_empty(s)) {
    buf_put(out, STR("{\"\", 0}"));
    return;
  }
  buf_put(out, STR("{\""));
  for (size_t i = 0; i < s.len; i++) {
    unsigned char c = (unsigned char)s.ptr[i];
    if (c == '"' || c == '\\') {
      buf_printf(out, "\\%c", c);
    } else if (c == '\n') {
      buf_put(out, STR("\\n"));
    } else if (c < ' ' || c > '~' || c == '?') {
      buf_printf(out, "\\%03o", c);
    } else {
      buf_putc(out, (char)c);
    }
  }
  buf_printf(out, "\", %zu}", s.len);
}

void emit_field(Buf *out, const char *field, Str s) {
  if (!str_empty(s)) {
    buf_printf(out, ", .%s = ", field);
    emit_str(out, s);
  }
}

void emit_flag(Buf *out, const char *field, bool value) {
  if (value) {
    buf_printf(out, ", .%s = true", field);
  }
}

void emit_slice(Buf *out, const char *field, const char *array, size_t at, const char *counter, size_t count) {
  if (count > 0) {
    buf_printf(out, ", .%s = %s + %zu, .%s = %zu", field, array, at, counter, count);
  }
}

size_t emit_names(Emit *self, const StrList *names, size_t from) {
  size_t at = self->name_count;
  for (size_t i = from; i < names->len; i++) {
    buf_put(&self->names, STR("  "));
    emit_str(&self->names, names->items[i]);
    buf_put(&self->names, STR(",\n"));
    self->name_count++;
  }
  return at;
}

void emit_limits(Buf *out, int64_t min, int64_t max) {
  if (min == INT64_MIN) {
    buf_put(out, STR(", .min = INT64_MIN"));
  } else {
    buf_printf(out, ", .min = %lld", (long long)min);
  }
  if (max == INT64_MAX) {
    buf_put(out, STR(", .max = INT64_MAX"));
  } else {
    buf_printf(out, ", .max = %lld", (long long)max);
  }
}

/* static const T name[count] = { items }; nothing when it is empty. */
void emit_array(Buf *out, const char *type, const char *name, size_t count, const Buf *items) {
  if (count > 0) {
    buf_printf(out, "static const %s %s[%zu] = {\n", type, name, count);
    buf_put(out, buf_str(items));
    buf_put(out, STR("};\n\n"));
  }
}

size_t emit_enum_index(const Emit *self, Str name) {
  size_t i = 0;
  while (i < self->enums.len && !str_eq(self->enums.items[i]->name, name)) {
    i++;
  }
  return i;
}

void emit_enum_ref(const Emit *self, Buf *out, const char *field, Str name) {
  if (!str_empty(name)) {
    buf_printf(out, ", .%s = enums + %zu", field, emit_enum_index(self, name));
  }
}
