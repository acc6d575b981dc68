/* feature_rename.c: textDocument/prepareRename and textDocument/rename: a name and all places that lead to it, in HCL
 * and in the SQL of the schema's files. A rename of a table, column or index is also an answer to the plan, which then
 * renames instead of dropping and adding.
 *
 *     column "id"  ->  column "key"       column.id -> column.key       table.users.column["id"] -> ...column["key"] */
#include "lsp/edits.h"
#include "lsp/features.h"
#include "lsp/risk.h"
#include "lsp/texts.h"

/* A renaming under way. */
typedef struct Rename {
  LspServer *server;
  Arena arena;
  Str name;
  Edits edits;
  const Unit *refused; /* a place that cannot be written */
} Rename;

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* May it stand in a path, table.NAME? */
static bool is_word(Str name) {
  bool ok = name.len > 0 && is_letter(name.ptr[0]);
  for (size_t i = 1; i < name.len && ok; i++)
    ok = is_letter(name.ptr[i]) || is_digit(name.ptr[i]) || name.ptr[i] == '-';
  return ok;
}

/* May it stand in SQL without quotes? Capitals would be folded by some databases. */
static bool is_plain_sql(Str name) {
  bool ok = is_word(name);
  for (size_t i = 0; i < name.len && ok; i++) ok = !(name.ptr[i] >= 'A' && name.ptr[i] <= 'Z') && name.ptr[i] != '-';
  return ok;
}

/* As a literal of HCL: a"b -> "a\"b" */
static Str quoted(Arena *arena, Str name) {
  Buf buf = {0};
  buf_putc(&buf, '"');
  for (size_t i = 0; i < name.len; i++) {
    char c = name.ptr[i];
    bool open = (c == '$' || c == '%') && i + 1 < name.len && name.ptr[i + 1] == '{';
    if (c == '"' || c == '\\') buf_putc(&buf, '\\');
    if (open) buf_putc(&buf, c);
    buf_putc(&buf, c);
  }
  buf_putc(&buf, '"');
  Str out = arena_str(arena, buf_str(&buf));
  buf_free(&buf);
  return out;
}

/* ---- what can be renamed ---- */

static bool is_named(const SymDef *def) {
  return def != NULL && !str_empty(def->type) && def->name_span.end > def->name_span.start && !str_empty(def->name);
}

/* Is the name of a schema also the first label of some of its tables? Those are not found as references. */
static bool qualifies(const Module *module, const SymDef *def) {
  for (size_t i = 0; i < module_file_count(module); i++) {
    const File *file = module_file(module, i);
    for (size_t k = 0; k < file->unit_count; k++)
      for (const SymDef *at = file->units[k]->sym->defs; at != NULL; at = at->next)
        if (!str_empty(at->qualifier) && str_eq(at->qualifier, def->name)) return true;
  }
  return false;
}

static bool find(const Place *place, Target *target, LspError *error) {
  if (!locate_target(place, target) || !is_named(target->def)) {
    lsp_fail(error, LSP_REQUEST_FAILED, "nothing stands here that could be renamed");
    return false;
  }
  const BlockSpec *spec = target->def->spec;
  if (spec == NULL || spec->role != BLOCK_SCHEMA || !qualifies(place->module, target->def)) return true;
  lsp_fail(error, LSP_REQUEST_FAILED, "the schema cannot be renamed: labels of its tables repeat its name");
  return false;
}

/* The name without its quotes. */
static Span inner(const Unit *unit, Span span) {
  bool quotes = span.end - span.start >= 2 && strchr("\"`[", unit->text.ptr[span.start]) != NULL;
  return quotes ? span_make(span.start + 1, span.end - 1) : span;
}

json_t *feature_prepare_rename(LspServer *self, const json_t *params, LspError *error) {
  Place place;
  Target target;
  LspError ignored = {0};
  (void)error;
  if (!locate(self, params, &place) || !find(&place, &target, &ignored)) return json_null();
  json_t *out = json_object();
  Span span = inner(place.unit, target.origin);
  json_put(out, "range", json_from_range(unit_range(place.unit, span, self->client.encoding)));
  json_put_str(out, "placeholder", target.def->name);
  return out;
}

/* ---- the edits ---- */

static const SymRef *ref_at(const Unit *unit, Span span) {
  for (uint32_t i = 0; i < unit->sym->ref_count; i++) {
    const SymRef *ref = &unit->sym->refs[i];
    for (uint32_t k = 0; k <= ref->count; k++)
      if (ref->spans[k].start == span.start && ref->spans[k].end == span.end) return ref;
  }
  return NULL;
}

/* In SQL the new name takes the quotes of the old one: `mail`, "mail", and \"mail\" inside of a literal of HCL. Without
 * quotes it must need none. */
static bool put_sql_name(Rename *self, Str old, Str *out) {
  static const Str escaped = STR_INIT("\\\"");
  size_t quote = str_starts(old, escaped) ? 2 : old.len > 0 && strchr("\"`[", old.ptr[0]) != NULL ? 1 : 0;
  *out = self->name;
  if (quote == 0) return is_plain_sql(self->name);
  Str start = str_sub(old, 0, quote), end = str_sub(old, old.len - quote, old.len);
  *out = arena_printf(&self->arena, "%.*s%.*s%.*s", STR_FMT(start), STR_FMT(self->name), STR_FMT(end));
  return old.len > 2 * quote && memchr(self->name.ptr, end.ptr[quote - 1], self->name.len) == NULL &&
         str_find(self->name, '\\', 0) == self->name.len;
}

/* How the new name is written where the old one stands; false: it cannot be. May make the span longer. */
static bool put_name(Rename *self, const Unit *unit, Str text, Span *span, Str *out) {
  const SymRef *ref = ref_at(unit, *span);
  Str old = str_sub(text, span->start, span->end);
  char first = old.len > 0 ? old.ptr[0] : '\0';
  if (ref != NULL && ref->sql != SYM_NOT_SQL) return put_sql_name(self, old, out);
  bool plain = first != '"' && is_word(self->name);
  *out = plain ? self->name : quoted(&self->arena, self->name);
  if (plain || first == '"') return true;
  bool dot = span->start > 0 && text.ptr[span->start - 1] == '.';
  if (dot) span->start--; /* .name -> ["new name"] */
  *out = arena_printf(&self->arena, "[%.*s]", STR_FMT(*out));
  return dot;
}

static bool on_place(void *context, Unit *unit, Span span) {
  Rename *self = context;
  const LspSource *source = unit->file->user;
  TextRange range;
  Str text = unit->text, whole, new_text;
  if (!texts_range(self->server, unit, span, &range)) return true; /* run again when it has come */
  if (text.ptr == NULL && texts_get(self->server, unit->file, &whole) && whole.ptr != NULL)
    text = str_sub(whole, unit->start, unit->start + unit->len);
  if (text.ptr == NULL || !put_name(self, unit, text, &span, &new_text)) {
    self->refused = unit;
    return false;
  }
  texts_range(self->server, unit, span, &range);
  Str uri = source->doc != NULL ? source->doc->uri : uri_from_path(&self->arena, unit->file->path);
  edits_add(&self->edits, uri, source->doc, range, new_text);
  return true;
}

/* ---- the request ---- */

/* Is there one of that kind and name already? */
static bool is_taken(const Place *place, const SymDef *def, Str name) {
  size_t count = 0;
  if (def->parent != NULL) return sym_child(def->parent, def->type, name) != NULL;
  module_defs(place->module, def->type, name, &count);
  return count > 0;
}

static bool check_name(const Place *place, const Target *target, Str name, LspError *error) {
  bool line = false;
  for (size_t i = 0; i < name.len; i++) line = line || (unsigned char)name.ptr[i] < ' ';
  bool value = target->def->spec == NULL || target->def->spec->role == BLOCK_VARIABLE;
  if (str_empty(name) || line)
    lsp_fail(error, LSP_INVALID_PARAMS, "a name is not empty and has no line breaks");
  else if (value && !is_word(name))
    lsp_fail(error, LSP_REQUEST_FAILED, "\"%.*s\" is no word", STR_FMT(str_sub(name, 0, 60)));
  else if (!str_eq(name, target->def->name) && is_taken(place, target->def, name))
    lsp_fail(error, LSP_REQUEST_FAILED, "there is a %.*s \"%.*s\" already", STR_FMT(target->def->type),
             STR_FMT(str_sub(name, 0, 80)));
  return error->code == 0;
}

/* The plan is told: what is dropped under the old name and added under the new one is the same. */
static void answer(const Target *target, Str name) {
  const SymDef *def = target->def, *table = def->parent;
  const LspSource *source = target->unit->file->user;
  if (def->spec == NULL || !str_empty(sym_real_name(def))) return;
  if (def->spec->role == BLOCK_TABLE) {
    risk_answer(source->group, RENAMES_TABLE, sym_schema(def), STR(""), def->name, name);
  } else if (table != NULL && table->spec != NULL && table->spec->role == BLOCK_TABLE) {
    Str owner = str_empty(sym_real_name(table)) ? table->name : sym_real_name(table);
    bool column = def->spec->role == BLOCK_COLUMN;
    if (!column && def->spec->role != BLOCK_INDEX) return;
    risk_answer(source->group, column ? RENAMES_COLUMN : RENAMES_INDEX, sym_schema(table), owner, def->name, name);
  }
}

json_t *feature_rename(LspServer *self, const json_t *params, LspError *error) {
  Place place;
  Target target;
  Str name = json_str(params, "newName");
  if (!locate(self, params, &place)) {
    lsp_fail(error, LSP_INVALID_PARAMS, "the document is not open, or not in a language of ours");
    return NULL;
  }
  if (!find(&place, &target, error) || !check_name(&place, &target, name, error)) return NULL;
  Rename rename = {.server = self, .name = name};
  arena_init(&rename.arena, 0);
  module_references(place.module, target.def, target.unit, true, on_place, &rename);
  if (rename.refused != NULL && !self->retry)
    lsp_fail(error, LSP_REQUEST_FAILED, "the name would need other quotes in SQL: %.*s, line %u",
             STR_FMT(path_base(rename.refused->file->path)), rename.refused->line + 1);
  json_t *out = edits_json(self, &rename.edits);
  if (error->code == 0 && !self->retry) answer(&target, name);
  arena_free(&rename.arena);
  return out;
}
