/* markdown_def.c: definitions of the module as Markdown. */
#include "lsp/markdown.h"

enum { MAX_COLUMNS = 40, MAX_LINES = 16 };

/* table "users" in schema public */
static void headline(Buf *out, const SymDef *def) {
  buf_printf(out, "```hcl\n%.*s", STR_FMT(def->type));
  if (!str_empty(def->qualifier)) buf_printf(out, " \"%.*s\"", STR_FMT(def->qualifier));
  if (!str_empty(def->name)) buf_printf(out, " \"%.*s\"", STR_FMT(def->name));
  buf_put(out, STR("\n```"));
}

static bool is_role(const SymDef *def, BlockRole role) { return def->spec != NULL && def->spec->role == role; }

static void column_rows(Buf *out, const SymDef *def) {
  unsigned count = 0;
  for (const SymDef *child = def->children; child != NULL; child = child->next) {
    if (!is_role(child, BLOCK_COLUMN)) continue;
    if (count == 0) buf_put(out, STR("\n\n| column | type |\n|---|---|"));
    if (count++ < MAX_COLUMNS) buf_printf(out, "\n| %.*s | `%.*s` |", STR_FMT(child->name), STR_FMT(child->type_text));
  }
  if (count > MAX_COLUMNS) buf_printf(out, "\n\nand %u more", count - MAX_COLUMNS);
}

/* Keys, indexes, foreign keys by name. */
static void other_children(Buf *out, const SymDef *def) {
  bool first = true;
  for (const SymDef *child = def->children; child != NULL; child = child->next) {
    if (is_role(child, BLOCK_COLUMN)) continue;
    buf_printf(out, "%s`%.*s%s%.*s`", first ? "\n\n" : ", ", STR_FMT(child->type), str_empty(child->name) ? "" : " ",
               STR_FMT(child->name));
    first = false;
  }
}

/* The block as written, its first lines. */
static void source(Buf *out, const SymDef *def, const Unit *unit) {
  Str text = span_of(def->span, unit->text);
  size_t end = 0;
  for (unsigned line = 0; line < MAX_LINES && end < text.len; line++) end = str_find(text, '\n', end) + 1;
  bool whole = end >= text.len;
  buf_printf(out, "```hcl\n%.*s%s\n```", STR_FMT(whole ? text : str_sub(text, 0, end - 1)), whole ? "" : "\n...");
}

static void column(Buf *out, const SymDef *def) {
  buf_printf(out, "```hcl\n%.*s \"%.*s\": %.*s\n```", STR_FMT(def->type), STR_FMT(def->name),
             STR_FMT(str_empty(def->type_text) ? STR("?") : def->type_text));
  if (def->parent != NULL)
    buf_printf(out, "\n\nin %.*s `%.*s`", STR_FMT(def->parent->type), STR_FMT(def->parent->name));
}

void markdown_def(Buf *out, const SymDef *def, const Unit *unit) {
  if (is_role(def, BLOCK_COLUMN)) {
    column(out, def);
  } else if (is_role(def, BLOCK_TABLE) || unit->text.ptr == NULL) {
    headline(out, def);
    if (!str_empty(sym_schema(def))) buf_printf(out, "\n\nin schema `%.*s`", STR_FMT(sym_schema(def)));
    column_rows(out, def);
    other_children(out, def);
  } else {
    source(out, def, unit);
  }
}
