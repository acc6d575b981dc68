/* config_data.c: data sources of a project file: what they stand for, and which files, programs or templates they name.
 * Which attributes matter is data: the facts "project_sources" and "data_results" of the language of project files.
 *
 *     data "hcl_schema" "app" { path = "app.pg.hcl" }     data.hcl_schema.app.url -> the file app.pg.hcl
 *     data "external_schema" "orm" { program = [...] }    data.external_schema.orm.url -> the SQL that it prints */
#include "states/config_parts.h"
#include "states/process.h"
#include "states/template.h"
#include "typecheck/sql_region.h"
#include "typecheck/val.h"

enum { MAX_DEPTH = 8, DEFAULT_MS = 120000 };

static const Str scheme = STR_INIT("atlas-data://");

typedef struct DataBlock {
  const SynBlock *block;
  const BlockSpec *spec;
  const Unit *unit;
  Str name; /* "data.hcl_schema.app" */
} DataBlock;

static bool find_block(Config *self, Str kind, Str name, DataBlock *out) {
  for (size_t i = 0; i < self->file->unit_count; i++) {
    const Unit *unit = self->file->units[i];
    for (const SynBlock *block = unit->syn->body.blocks; block != NULL; block = block->next) {
      const BlockSpec *spec = sql_child_spec(self->file->dialect->root, block);
      if (spec == NULL || spec->role != BLOCK_DATA || block->label_count != 2) continue;
      if (!str_eq(block->labels[0].text, kind) || !str_eq(block->labels[1].text, name)) continue;
      *out = (DataBlock){.block = block, .spec = spec, .unit = unit};
      out->name = arena_printf(self->arena, "%.*s.%.*s.%.*s", STR_FMT(block->type), STR_FMT(kind), STR_FMT(name));
      return true;
    }
  }
  return false;
}

static const FactRow *result_of(const Config *self, const BlockSpec *spec) {
  return dialect_fact(dialect_facts(self->file->dialect, STR("data_results")), spec->path);
}

/* The attribute of the block with a meaning; NULL: it is not given, or there is none. */
static const SynAttr *attr_for(const Config *self, const SynBlock *block, const BlockSpec *spec, const char *meaning,
                               size_t skip) {
  const FactTable *facts = dialect_facts(self->file->dialect, STR("project_sources"));
  for (uint32_t i = 0; facts != NULL && i < facts->row_count; i++) {
    const FactRow *row = &facts->rows[i];
    if (!str_eq(row->key, spec->path) || !str_eq(row->cells[1], str_from(meaning))) continue;
    const SynAttr *attr = syn_attr(block->body, row->cells[0]);
    if (attr != NULL && skip-- == 0) return attr;
  }
  return NULL;
}

/* ---- texts of an attribute ---- */

static bool add_texts(Config *self, const DataBlock *data, const SynAttr *attr, const Val *value, StrList *out,
                      Str *error) {
  const Val *text = value->kind == VAL_LIST ? NULL : val_to_string(value, self->arena);
  for (uint32_t i = 0; value->kind == VAL_LIST && i < value->count; i++)
    if (!add_texts(self, data, attr, value->as.items[i], out, error)) return false;
  if (value->kind == VAL_LIST || value->kind == VAL_NULL) return true;
  if (text != NULL && text->kind == VAL_STRING) {
    array_push_in(self->arena, out, text->as.string);
    return true;
  }
  *error = arena_printf(self->arena, "%.*s: %.*s of %.*s cannot be known here%.*s",
                        STR_FMT(config_place(self, data->unit, attr->span)), STR_FMT(attr->name), STR_FMT(data->name),
                        STR_FMT(config_reason(self)));
  return false;
}

static bool read_texts(Config *self, const DataBlock *data, const SynAttr *attr, StrList *out, Str *error) {
  if (attr == NULL) return true;
  const Val *value = config_eval(self, data->unit, attr->value, NULL, error);
  return value != NULL && add_texts(self, data, attr, value, out, error);
}

/* ---- programs ---- */

static bool fail_run(Config *self, const DataBlock *data, Str program, const ProcessResult *result, Str *error) {
  Str said = str_trim(buf_str(&result->errors));
  if (result->kind == PROCESS_MISSING)
    *error =
        arena_printf(self->arena, "%.*s: the program \"%.*s\" cannot be run", STR_FMT(data->name), STR_FMT(program));
  else if (result->kind == PROCESS_CANCELLED)
    *error = STR("cancelled");
  else if (result->kind == PROCESS_TIMEOUT)
    *error = arena_printf(self->arena, "%.*s: the program \"%.*s\" took too long and was ended", STR_FMT(data->name),
                          STR_FMT(program));
  else
    *error = arena_printf(self->arena, "%.*s: the program \"%.*s\" failed with status %d%s%.*s", STR_FMT(data->name),
                          STR_FMT(program), result->status, said.len > 0 ? ": " : "", STR_FMT(said));
  return false;
}

/* What it prints. Only for who asked for it. */
static bool run(Config *self, const DataBlock *data, Str *out, Str *error) {
  StrList words = {0}, folder = {0};
  ProcessResult result;
  if (!read_texts(self, data, attr_for(self, data->block, data->spec, "program", 0), &words, error) ||
      !read_texts(self, data, attr_for(self, data->block, data->spec, "folder", 0), &folder, error))
    return false;
  if (words.len == 0) {
    *error = arena_printf(self->arena, "%.*s names no program", STR_FMT(data->name));
    return false;
  }
  char **argv = arena_array(self->arena, char *, words.len + 1);
  for (size_t i = 0; i < words.len; i++) argv[i] = (char *)(uintptr_t)arena_str(self->arena, words.items[i]).ptr;
  Str dir = folder.len > 0 ? path_join(self->arena, self->dir, folder.items[0]) : self->dir;
  const DbOptions *limits = &self->options->db;
  process_run(argv, str_empty(dir) ? NULL : arena_str(self->arena, dir).ptr,
              limits->statement_ms > 0 ? limits->statement_ms : DEFAULT_MS, limits->cancel, &result);
  bool ok = result.kind == PROCESS_ENDED && result.status == 0;
  if (ok) *out = arena_str(self->arena, buf_str(&result.output));
  if (!ok) fail_run(self, data, words.items[0], &result, error);
  process_free(&result);
  return ok;
}

/* ---- values ---- */

const Val *config_data(void *context, Arena *arena, Str kind, Str name) {
  Config *self = context;
  DataBlock data;
  Str text;
  if (!find_block(self, kind, name, &data)) return NULL;
  const FactRow *row = result_of(self, data.spec);
  Str asks = row != NULL ? row->cells[1] : STR("a service");
  bool program = attr_for(self, data.block, data.spec, "program", 0) != NULL;
  if (row == NULL || (!str_empty(asks) && !(program && self->options->run_programs))) {
    self->needs = arena_printf(self->arena, "%.*s, which asks %.*s%s", STR_FMT(data.name), STR_FMT(asks),
                               program ? "; --run-programs allows it" : "");
    return NULL;
  }
  if (!str_empty(row->cells[0])) {
    text = arena_printf(arena, "%.*s%.*s/%.*s", STR_FMT(scheme), STR_FMT(kind), STR_FMT(name));
    ValField field = {row->cells[0], val_string(arena, text)};
    return val_object(arena, &field, 1);
  }
  if (self->depth >= MAX_DEPTH) return NULL;
  self->depth++;
  bool ok = run(self, &data, &text, &self->mistake);
  self->depth--;
  return ok ? val_string(arena, text) : NULL;
}

/* ---- sources ---- */

bool config_is_data(Str url) { return str_starts(url, scheme); }

/* What the block gives to its own files. */
static bool read_inputs(Config *self, const DataBlock *data, const Val **out, Str *error) {
  const SynAttr *attr = attr_for(self, data->block, data->spec, "inputs", 0);
  *out = attr != NULL ? config_eval(self, data->unit, attr->value, NULL, error) : NULL;
  return attr == NULL || *out != NULL;
}

static bool add_files(Config *self, const DataBlock *data, const Val *inputs, ConfigSources *out, Str *error) {
  StrList files = {0};
  const SynAttr *attr;
  for (size_t i = 0; (attr = attr_for(self, data->block, data->spec, "files", i)) != NULL; i++)
    if (!read_texts(self, data, attr, &files, error)) return false;
  bool given = inputs != NULL && inputs->kind == VAL_OBJECT;
  for (size_t i = 0; i < files.len; i++)
    array_push(out, ((ConfigSource){.url = config_from_here(self, files.items[i]),
                                    .inputs = given ? inputs->as.fields : NULL,
                                    .input_count = given ? inputs->count : 0}));
  return true;
}

/* The child blocks, each a source of its own, which may be another data source. */
static bool add_parts(Config *self, const DataBlock *data, ConfigSources *out, Str *error) {
  size_t first = out->len;
  for (const SynBlock *block = data->block->body->blocks; block != NULL; block = block->next) {
    const BlockSpec *spec = sql_child_spec(data->spec, block);
    const SynAttr *attr = spec != NULL ? attr_for(self, block, spec, "part", 0) : NULL;
    StrList urls = {0};
    if (attr == NULL) continue;
    if (!read_texts(self, data, attr, &urls, error)) return false;
    for (size_t i = 0; i < urls.len; i++) {
      if (config_is_data(urls.items[i])) {
        if (!config_expand(self, urls.items[i], out, error)) return false;
        continue;
      }
      array_push(out, ((ConfigSource){.url = config_from_here(self, urls.items[i])}));
    }
  }
  for (size_t i = first; i < out->len; i++) out->items[i].part = true;
  return true;
}

static bool add_program(Config *self, const DataBlock *data, ConfigSources *out, Str *error) {
  FilesText *text = arena_new(self->arena, FilesText);
  text->name = data->name;
  if (!run(self, data, &text->text, error)) return false;
  array_push(out, ((ConfigSource){.text = text}));
  return true;
}

static bool add_templates(Config *self, const DataBlock *data, const Val *inputs, ConfigSources *out, Str *error) {
  StrList dirs = {0};
  if (!read_texts(self, data, attr_for(self, data->block, data->spec, "templates", 0), &dirs, error)) return false;
  for (size_t i = 0; i < dirs.len; i++) {
    Str dir = config_from_here(self, dirs.items[i]);
    if (str_starts(dir, STR("file://"))) dir = str_sub(dir, 7, dir.len);
    const Files *files = template_directory(self->arena, dir, inputs, error);
    if (files == NULL) return false;
    array_push(out, ((ConfigSource){.files = files}));
  }
  return true;
}

bool config_expand(Config *self, Str url, ConfigSources *out, Str *error) {
  DataBlock data;
  const Val *inputs;
  Str rest = str_sub(url, scheme.len, str_find(url, '?', 0));
  size_t slash = str_find(rest, '/', 0);
  if (!find_block(self, str_sub(rest, 0, slash), str_sub(rest, slash + 1, rest.len), &data)) return true;
  if (self->depth >= MAX_DEPTH) {
    *error = arena_printf(self->arena, "%.*s leads to itself", STR_FMT(data.name));
    return false;
  }
  self->depth++;
  bool templates = attr_for(self, data.block, data.spec, "templates", 0) != NULL;
  bool program = attr_for(self, data.block, data.spec, "program", 0) != NULL;
  bool ok = read_inputs(self, &data, &inputs, error);
  if (self->files_only && (templates || program)) ok = false;
  if (ok && templates) ok = add_templates(self, &data, inputs, out, error);
  if (ok && program) ok = add_program(self, &data, out, error);
  if (ok && !templates && !program)
    ok = add_files(self, &data, inputs, out, error) && add_parts(self, &data, out, error);
  self->depth--;
  return ok;
}
