/* change_mermaid.c: the diagram of a change in Mermaid's language, from its document:
 *
 *     erDiagram
 *         users["users (modified)"] {
 *           int id PK
 *           text mail "removed"
 *         } */
#include "erd/change_parts.h"

typedef struct Drawing {
  const json_t *document;
  bool qualified; /* there is more than one schema */
  Buf *out;
} Drawing;

static const char *text_of(const json_t *object, const char *key) {
  const char *text = json_string_value(json_object_get(object, key));
  return text != NULL ? text : "";
}

/* Mermaid has no escapes: all but letters, digits and signs of types become underscores. */
static void put_word(Buf *out, const char *text) {
  if (*text == '\0') buf_putc(out, '_');
  for (const char *c = text; *c != '\0'; c++) {
    bool fine = (*c & 0x80) != 0 || (*c >= '0' && *c <= '9') || ((*c | 0x20) >= 'a' && (*c | 0x20) <= 'z') ||
                strchr("_-()[]", *c) != NULL;
    buf_putc(out, fine ? *c : '_');
  }
}

/* Inside of quotes. */
static void put_quoted(Buf *out, const char *text) {
  for (const char *c = text; *c != '\0'; c++) buf_putc(out, *c == '"' || *c == '\n' ? '\'' : *c);
}

/* "/table/public/users" -> public_users or users */
static void put_ident(const Drawing *self, const char *id) {
  const char *kind = strchr(id, '/'), *schema = kind != NULL ? strchr(kind + 1, '/') : NULL;
  const char *name = schema != NULL ? strchr(schema + 1, '/') : NULL;
  if (name == NULL) return;
  Str owner = str_make(schema + 1, (size_t)(name - schema - 1));
  if (self->qualified) buf_printf(self->out, "%.*s_", STR_FMT(owner));
  put_word(self->out, name + 1);
}

static void put_column(const Drawing *self, const json_t *column) {
  const json_t *keys = json_object_get(column, "keys"), *was = json_object_get(column, "was");
  bool primary = json_object_get(keys, "pk") != NULL, foreign = json_object_get(keys, "fk") != NULL;
  const char *change = text_of(column, "change"), *type = text_of(was, "type"), *name = text_of(was, "name");
  buf_put(self->out, STR("      "));
  put_word(self->out, text_of(column, "type"));
  buf_putc(self->out, ' ');
  put_word(self->out, text_of(column, "name"));
  if (primary || foreign) buf_printf(self->out, " %s", primary && foreign ? "PK,FK" : primary ? "PK" : "FK");
  if (*change != '\0') buf_printf(self->out, " \"%s", change);
  if (*type != '\0' || *name != '\0') {
    buf_put(self->out, STR(", was "));
    put_quoted(self->out, *name != '\0' ? name : type);
  }
  buf_put(self->out, *change != '\0' ? STR("\"\n") : STR("\n"));
}

static void put_table(const Drawing *self, const json_t *table) {
  const json_t *columns = json_object_get(table, "columns");
  const char *change = text_of(table, "change");
  if (strcmp(text_of(table, "kind"), "external") == 0) return;
  buf_put(self->out, STR("    "));
  put_ident(self, text_of(table, "id"));
  if (*change != '\0') {
    buf_put(self->out, STR("[\""));
    put_quoted(self->out, text_of(table, "name"));
    buf_printf(self->out, " (%s)\"]", change);
  }
  buf_put(self->out, STR(" {\n"));
  for (size_t i = 0; i < json_array_size(columns); i++) put_column(self, json_array_get(columns, i));
  buf_put(self->out, STR("    }\n"));
}

static bool is_one(const json_t *relation, const char *end) {
  return strcmp(text_of(json_object_get(relation, "cardinality"), end), "one") == 0;
}

static void put_relation(const Drawing *self, const json_t *relation) {
  const char *change = text_of(relation, "change");
  if (strcmp(text_of(relation, "kind"), "foreignKey") != 0) return;
  buf_put(self->out, STR("    "));
  put_ident(self, text_of(json_object_get(relation, "from"), "object"));
  buf_printf(self->out, " %co--o%c ", is_one(relation, "from") ? '|' : '}', is_one(relation, "to") ? '|' : '{');
  put_ident(self, text_of(json_object_get(relation, "to"), "object"));
  buf_put(self->out, STR(" : \""));
  put_quoted(self->out, text_of(relation, "name"));
  if (*change != '\0') buf_printf(self->out, " (%s)", change);
  buf_put(self->out, STR("\"\n"));
}

void erd_change_mermaid(const ErdChange *change, const ErdOptions *options, Buf *out) {
  json_t *document = erd_change_document(change, options);
  const json_t *tables = json_object_get(document, "tables"), *relations = json_object_get(document, "relations");
  Drawing self = {document, json_array_size(json_object_get(document, "schemas")) > 1, out};
  buf_put(out, STR("erDiagram\n"));
  for (size_t i = 0; i < json_array_size(tables); i++) put_table(&self, json_array_get(tables, i));
  for (size_t i = 0; i < json_array_size(relations); i++) put_relation(&self, json_array_get(relations, i));
  json_decref(document);
}
