/* print_json.c: the model as the JSON document of an inspection.
 *
 *     {"schemas":[{"name":"main","tables":[{"name":"users","columns":[{"name":"id","type":"int"}]}]}]} */
#include "dialects/print.h"

enum { LEVELS = 16 };

typedef struct Json {
  Buf *out;
  Str indent; /* empty: one line */
  unsigned depth;
  bool filled[LEVELS]; /* has the object or list on that level members? */
  const Dialect *dialect;
} Json;

static void new_line(Json *j) {
  if (str_empty(j->indent)) return;
  buf_putc(j->out, '\n');
  for (unsigned i = 0; i < j->depth; i++) buf_put(j->out, j->indent);
}

/* '<', '>' and '&' are written as escapes, as Go does. */
static void put_string(Json *j, Str text) {
  buf_putc(j->out, '"');
  for (size_t i = 0; i < text.len;) {
    uint32_t code;
    unsigned char c = (unsigned char)text.ptr[i];
    unsigned length = utf8_decode(text, i, &code);
    if (length == 0)
      buf_put(j->out, STR("\\ufffd"));
    else if (c == '"' || c == '\\')
      buf_printf(j->out, "\\%c", c);
    else if (c == '\n' || c == '\r' || c == '\t')
      buf_printf(j->out, "\\%c", c == '\n' ? 'n' : c == '\r' ? 'r' : 't');
    else if (c < 0x20 || c == '<' || c == '>' || c == '&' || code == 0x2028 || code == 0x2029)
      buf_printf(j->out, "\\u%04x", code);
    else
      buf_put(j->out, str_sub(text, i, i + length));
    i += length == 0 ? 1 : length;
  }
  buf_putc(j->out, '"');
}

/* The place of the next member; `key` empty: of a list. */
static void next(Json *j, Str key) {
  if (j->filled[j->depth]) buf_putc(j->out, ',');
  j->filled[j->depth] = true;
  new_line(j);
  if (str_empty(key)) return;
  put_string(j, key);
  buf_put(j->out, str_empty(j->indent) ? STR(":") : STR(": "));
}

static void open(Json *j, Str key, char bracket) {
  if (j->depth > 0) next(j, key);
  buf_putc(j->out, bracket);
  j->filled[++j->depth] = false;
}

static void close_with(Json *j, char bracket) {
  bool filled = j->filled[j->depth--];
  if (filled) new_line(j);
  buf_putc(j->out, bracket);
}

static void put(Json *j, Str key, Str value) {
  next(j, key);
  put_string(j, value);
}

static void put_given(Json *j, Str key, Str value) {
  if (!str_empty(value)) put(j, key, value);
}

static void put_true(Json *j, Str key, bool value) {
  if (!value) return;
  next(j, key);
  buf_put(j->out, STR("true"));
}

static void put_text(Json *j, Str key, const ModelText *text) {
  if (text->present && text->known) put_given(j, key, text->text);
}

/* Character set and collation, by the names that the dialect has for them. */
static void put_charset(Json *j, BlockRole block, const ModelAttrs *attrs) {
  static const struct {
    AttrRole role;
    Str key;
  } keys[] = {{ATTR_CHARSET, STR_INIT("charset")}, {ATTR_COLLATE, STR_INIT("collate")}};
  for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
    for (uint16_t i = 0; i < j->dialect->path_count; i++) {
      const BlockSpec *spec = j->dialect->paths[i];
      const AttrSpec *attr = spec->role == block ? dialect_attr_role(spec, keys[k].role) : NULL;
      if (attr == NULL) continue;
      put_given(j, keys[k].key, model_attr(attrs, attr->name));
      break;
    }
}

static void put_column(Json *j, const Column *column) {
  open(j, (Str){0}, '{');
  put(j, STR("name"), column->name);
  put_given(j, STR("type"), column->type.raw);
  put_true(j, STR("null"), column->null);
  put_text(j, STR("comment"), &column->comment);
  put_charset(j, BLOCK_COLUMN, &column->attrs);
  close_with(j, '}');
}

static void put_parts(Json *j, const Index *index) {
  if (index->parts.len == 0) return;
  open(j, STR("parts"), '[');
  for (size_t i = 0; i < index->parts.len; i++) {
    const IndexPart *part = &index->parts.items[i];
    open(j, (Str){0}, '{');
    put_true(j, STR("desc"), part->desc);
    if (!part->expr.present) put_given(j, STR("column"), part->column_name);
    put_text(j, STR("expr"), &part->expr);
    close_with(j, '}');
  }
  close_with(j, ']');
}

static void put_index(Json *j, const Index *index) {
  open(j, (Str){0}, '{');
  put_given(j, STR("name"), index->name);
  put_true(j, STR("unique"), index->unique);
  put_parts(j, index);
  close_with(j, '}');
}

static void put_key(Json *j, const ForeignKey *key) {
  open(j, (Str){0}, '{');
  put(j, STR("name"), key->name);
  open(j, STR("columns"), '[');
  for (size_t i = 0; i < key->columns.len; i++) put(j, (Str){0}, key->columns.items[i]->name);
  close_with(j, ']');
  open(j, STR("references"), '{');
  put(j, STR("table"), key->ref_table);
  open(j, STR("columns"), '[');
  for (size_t i = 0; i < key->ref_columns.len; i++) put(j, (Str){0}, key->ref_columns.items[i]);
  close_with(j, ']');
  close_with(j, '}');
  close_with(j, '}');
}

static void put_members(Json *j, const Table *table) {
  if (table->columns.len > 0) {
    open(j, STR("columns"), '[');
    for (size_t i = 0; i < table->columns.len; i++) put_column(j, table->columns.items[i]);
    close_with(j, ']');
  }
  if (table->indexes.len > 0) {
    open(j, STR("indexes"), '[');
    for (size_t i = 0; i < table->indexes.len; i++) put_index(j, table->indexes.items[i]);
    close_with(j, ']');
  }
  if (table->primary_key != NULL) {
    open(j, STR("primary_key"), '{');
    put_parts(j, table->primary_key);
    close_with(j, '}');
  }
  if (table->foreign_keys.len > 0) {
    open(j, STR("foreign_keys"), '[');
    for (size_t i = 0; i < table->foreign_keys.len; i++) put_key(j, table->foreign_keys.items[i]);
    close_with(j, ']');
  }
}

static void put_table(Json *j, const Table *table) {
  open(j, (Str){0}, '{');
  put(j, STR("name"), table->name);
  put_members(j, table);
  put_text(j, STR("comment"), &table->comment);
  put_charset(j, BLOCK_TABLE, &table->attrs);
  close_with(j, '}');
}

static void put_schema(Json *j, const Schema *schema) {
  open(j, (Str){0}, '{');
  put(j, STR("name"), schema->name);
  if (schema->tables.len > 0) {
    open(j, STR("tables"), '[');
    for (size_t i = 0; i < schema->tables.len; i++) put_table(j, schema->tables.items[i]);
    close_with(j, ']');
  }
  put_text(j, STR("comment"), &schema->comment);
  put_charset(j, BLOCK_SCHEMA, &schema->attrs);
  close_with(j, '}');
}

void print_json(const Realm *realm, const Dialect *dialect, Str indent, Buf *out) {
  Json j = {.out = out, .indent = indent, .dialect = dialect};
  open(&j, (Str){0}, '{');
  if (realm->schemas.len > 0) {
    open(&j, STR("schemas"), '[');
    for (size_t i = 0; i < realm->schemas.len; i++) put_schema(&j, realm->schemas.items[i]);
    close_with(&j, ']');
  }
  close_with(&j, '}');
  buf_putc(out, '\n');
}
