/* project.c: reads what an atlas.hcl says about schema files and their databases.
 *
 *     env "local" {
 *       src = "file://schema"                  ->  source "local": paths [<folder>/schema], dialect postgresql
 *       dev = "docker://postgres/17/dev"
 *     }
 */
#include "typecheck/project.h"

#include "base/buf.h"
#include "grammar/syntax.h"
#include "grammar/unit.h"
#include "typecheck/symbols.h"

enum { MAX_HOPS = 4 }; /* from data source to data source */

typedef struct TopBlock {
  const SynBlock *syn;
  const BlockSpec *spec;
} TopBlock;

typedef struct Reader {
  Arena *arena;  /* of the result */
  Arena scratch; /* of the trees */
  Str dir, file_name;
  const Dialect *dialect;
  const FactTable *facts;
  ARRAY(TopBlock) blocks;
  ARRAY(const SynBlock *) used; /* data sources that an env names */
  ARRAY(ProjectSource) sources;
  ARRAY(ProjectSource) migrations;
  StrList patterns; /* of the source being read */
  uint32_t set;     /* of the sources being read */
  bool has_gaps;
} Reader;

static const BlockSpec *spec_of(const BlockSpec *parent, const SynBlock *block) {
  const ChildSpec *child = parent != NULL ? dialect_child(parent, block->type) : NULL;
  if (child == NULL) return NULL;
  return block->label_count > 0 ? dialect_variant(child->block, block->labels[0].text) : child->block;
}

static void parse_blocks(Reader *self, Str text) {
  UnitSpans spans = {0};
  unit_scan(text, &spans);
  for (size_t i = 0; i < spans.len; i++) {
    Str source = str_make(text.ptr + spans.items[i].start, spans.items[i].len);
    const SynUnit *unit = syn_parse(&self->scratch, source, i == 0);
    for (const SynBlock *block = unit->body.blocks; block != NULL; block = block->next)
      array_push(&self->blocks, (TopBlock){block, spec_of(self->dialect->root, block)});
  }
  array_free(&spans);
}

/* "file://a.hcl" and "a.hcl" -> <folder>/a.hcl; URLs of other schemes are no files. */
static void add_path(Reader *self, StrList *paths, Str url) {
  Str scheme = STR("file://");
  bool is_file = str_starts(url, scheme);
  Str path = is_file ? str_sub(url, scheme.len, str_find(url, '?', 0)) : url;
  if (path.len == 0) return;
  for (size_t i = 0; !is_file && i + 2 < path.len; i++) {
    if (memcmp(path.ptr + i, "://", 3) != 0) continue;
    self->has_gaps = true;
    return;
  }
  if (str_ends(path, STR(".sql"))) self->has_gaps = true;
  array_push(paths, path_join(self->arena, self->dir, path));
}

/* The top-level block that `type.label.label...` or `type.label...` leads to; NULL when there is none. */
static const TopBlock *find_block(const Reader *self, const SynExpr *path) {
  for (size_t i = 0; i < self->blocks.len; i++) {
    const SynBlock *block = self->blocks.items[i].syn;
    if (!str_eq(block->type, path->as.path.name) || block->label_count == 0 || block->label_count > path->count)
      continue;
    bool same = true;
    for (uint32_t k = 0; k < block->label_count; k++)
      same = same && path->as.path.steps[k].kind == SYN_STEP_ATTR &&
             str_eq(path->as.path.steps[k].name, block->labels[k].text);
    if (same) return &self->blocks.items[i];
  }
  return NULL;
}

typedef struct Found {
  Str env;
  const Dialect *dialect;
  Str reason;
} Found;

static ProjectSource make_source(Reader *self, const Found *found, StrList paths) {
  ProjectSource source = {
      .env = found->env, .dialect = found->dialect, .dialect_reason = found->reason, .set = self->set};
  if (paths.len > 0) source.paths.items = arena_copy(self->arena, paths.items, paths.len, sizeof(Str));
  source.paths.len = source.paths.cap = paths.len;
  return source;
}

/* Takes the patterns found since the last one. */
static void add_source(Reader *self, const Found *found, StrList paths) {
  if (paths.len == 0 && self->patterns.len == 0) return;
  ProjectSource source = make_source(self, found, paths);
  if (self->patterns.len > 0)
    source.patterns.items = arena_copy(self->arena, self->patterns.items, self->patterns.len, sizeof(Str));
  source.patterns.len = source.patterns.cap = self->patterns.len;
  array_clear(&self->patterns);
  array_push(&self->sources, source);
}

static void add_migrations(Reader *self, const Found *found, StrList paths) {
  if (paths.len > 0) array_push(&self->migrations, make_source(self, found, paths));
}

static void read_block(Reader *self, const SynBlock *block, const BlockSpec *spec, const Found *found, unsigned hops);

/* ---- values behind names ---- */

/* The expression that local.x or var.x stands for; NULL: another path. A variable may have another value in a run. */
static const SynExpr *named_value(Reader *self, const SynExpr *path) {
  if (path->count != 1 || path->as.path.steps[0].kind != SYN_STEP_ATTR) return NULL;
  Str root = path->as.path.name, name = path->as.path.steps[0].name;
  for (size_t i = 0; i < self->blocks.len; i++) {
    const TopBlock *top = &self->blocks.items[i];
    BlockRole role = top->spec != NULL ? (BlockRole)top->spec->role : BLOCK_PLAIN;
    const SynAttr *attr = NULL;
    if (role == BLOCK_LOCALS && str_eq(root, dialect_root(role)->root)) attr = syn_attr(top->syn->body, name);
    bool variable = role == BLOCK_VARIABLE && str_eq(root, sym_root(top->spec->name)) && top->syn->label_count == 1;
    if (variable && str_eq(top->syn->labels[0].text, name)) {
      const AttrSpec *spec = dialect_attr_role(top->spec, ATTR_DEFAULT);
      attr = spec != NULL ? syn_attr(top->syn->body, spec->name) : NULL;
      self->has_gaps = true;
    }
    if (attr != NULL) return attr->value;
  }
  return NULL;
}

/* Appends the text of a string, a template of known parts or a name of one. */
static bool put_text(Reader *self, const SynExpr *value, Buf *out, unsigned hops) {
  if (value->kind == SYN_STRING) {
    buf_put(out, value->as.text);
    return true;
  }
  if (hops >= MAX_HOPS) return false;
  if (value->kind == SYN_PATH) {
    const SynExpr *named = named_value(self, value);
    return named != NULL && put_text(self, named, out, hops + 1);
  }
  if (value->kind != SYN_TEMPLATE) return false;
  for (const SynPart *part = value->as.tmpl.parts; part != NULL; part = part->next) {
    if (part->kind == SYN_PART_TEXT)
      buf_put(out, part->text);
    else if (part->kind != SYN_PART_EXPR || !put_text(self, part->expr, out, hops + 1))
      return false;
  }
  return true;
}

static bool text_of(Reader *self, const SynExpr *value, Str *out) {
  Buf text = {0};
  bool known = put_text(self, value, &text, 0);
  if (known) *out = arena_str(&self->scratch, buf_str(&text));
  buf_free(&text);
  return known;
}

bool project_lists(Str function) { return str_eq(function, STR("fileset")) || str_eq(function, STR("glob")); }

bool project_lists_files(const SynExpr *expr) {
  return expr->kind == SYN_CALL && expr->count == 1 && project_lists(expr->as.call.name);
}

/* fileset("schema/?.hcl"): below the folder of the project only. */
static void read_call(Reader *self, const SynExpr *call) {
  Str text;
  if (!project_lists_files(call) || !text_of(self, call->as.call.args[0], &text)) {
    self->has_gaps = true;
    return;
  }
  Str pattern = path_join(self->arena, self->dir, text);
  bool below = str_starts(pattern, self->dir) && pattern.len > self->dir.len;
  if (below && (self->dir.len == 1 || pattern.ptr[self->dir.len] == '/')) array_push(&self->patterns, pattern);
}

/* Paths that are known go to `paths`; what a reference leads to becomes a source of its own. */
static void read_files(Reader *self, const SynExpr *value, const Found *found, StrList *paths, unsigned hops) {
  Str text;
  const SynExpr *named = value->kind == SYN_PATH && hops < MAX_HOPS ? named_value(self, value) : NULL;
  if (text_of(self, value, &text)) {
    add_path(self, paths, text);
  } else if (named != NULL) {
    read_files(self, named, found, paths, hops + 1);
  } else if (value->kind == SYN_CALL) {
    read_call(self, value);
  } else if (value->kind == SYN_TUPLE) {
    for (uint32_t i = 0; i < value->count; i++)
      if (value->as.tuple.elems[i]->kind != SYN_TUPLE) read_files(self, value->as.tuple.elems[i], found, paths, hops);
  } else if (value->kind == SYN_PATH && hops < MAX_HOPS) {
    const TopBlock *target = find_block(self, value);
    size_t before = self->sources.len;
    if (target != NULL) array_push(&self->used, target->syn);
    if (target != NULL) read_block(self, target->syn, target->spec, found, hops + 1);
    if (self->sources.len == before) self->has_gaps = true;
  } else {
    self->has_gaps = true;
  }
}

/* Does a row of the facts say that the attribute of the block has the meaning? */
static bool has_meaning(const Reader *self, const BlockSpec *spec, Str attr, Str meaning) {
  for (uint32_t i = 0; self->facts != NULL && i < self->facts->row_count; i++) {
    const FactRow *row = &self->facts->rows[i];
    if (str_eq(row->key, spec->path) && str_eq(row->cells[0], attr) && str_eq(row->cells[1], meaning)) return true;
  }
  return false;
}

static void collect_files(Reader *self, const SynBlock *block, const BlockSpec *spec, const Found *found,
                          StrList *paths, unsigned hops) {
  if (spec == NULL) return;
  for (const SynAttr *attr = block->body->attrs; attr != NULL; attr = attr->next) {
    if (has_meaning(self, spec, attr->name, STR("files"))) read_files(self, attr->value, found, paths, hops);
    bool migrations = has_meaning(self, spec, attr->name, STR("migrations"));
    if (!migrations && !has_meaning(self, spec, attr->name, STR("part"))) continue;
    StrList part = {0};
    bool gaps = self->has_gaps;
    Str text;
    if (!migrations || text_of(self, attr->value, &text)) read_files(self, attr->value, found, &part, hops);
    if (migrations) self->has_gaps = gaps;
    if (migrations)
      add_migrations(self, found, part);
    else
      add_source(self, found, part);
    array_free(&part);
  }
}

/* The sources of a block: its own files and those of its child blocks. */
static void read_block(Reader *self, const SynBlock *block, const BlockSpec *spec, const Found *found, unsigned hops) {
  StrList paths = {0};
  collect_files(self, block, spec, found, &paths, hops);
  for (const SynBlock *child = block->body->blocks; child != NULL; child = child->next)
    collect_files(self, child, spec_of(spec, child), found, &paths, hops);
  add_source(self, found, paths);
  array_free(&paths);
}

/* The dialect of a database URL: a literal, a template that starts with the scheme, or `docker.postgres.dev.url`. */
static const Dialect *url_dialect(Reader *self, const SynExpr *value) {
  if (value->kind == SYN_STRING) return dialect_for_url(value->as.text);
  if (value->kind == SYN_TEMPLATE && value->as.tmpl.parts != NULL && value->as.tmpl.parts->kind == SYN_PART_TEXT)
    return dialect_for_url(value->as.tmpl.parts->text);
  if (value->kind != SYN_PATH || value->count < 2 || find_block(self, value) == NULL) return NULL;
  Str driver = value->as.path.steps[0].name;
  const Dialect *dialect = dialect_for_url(arena_printf(&self->scratch, "docker://%.*s/", STR_FMT(driver)));
  return dialect != NULL ? dialect : dialect_named(driver);
}

/* Sets the dialect by the first attribute, in the order of the facts, that tells it. */
static void read_database(Reader *self, const SynBlock *block, const BlockSpec *spec, Found *found) {
  for (uint32_t i = 0; self->facts != NULL && i < self->facts->row_count && found->dialect == NULL; i++) {
    const FactRow *row = &self->facts->rows[i];
    if (!str_eq(row->key, spec->path) || !str_eq(row->cells[1], STR("database"))) continue;
    const SynAttr *attr = syn_attr(block->body, row->cells[0]);
    if (attr == NULL) continue;
    found->dialect = url_dialect(self, attr->value);
    if (found->dialect != NULL)
      found->reason = arena_printf(self->arena, "by %.*s of %.*s \"%.*s\" in %.*s", STR_FMT(attr->name),
                                   STR_FMT(block->type), STR_FMT(found->env), STR_FMT(self->file_name));
  }
}

/* The last label, or a literal name. */
static Str block_name(Reader *self, const SynBlock *block, const BlockSpec *spec) {
  if (block->label_count > 0) return arena_str(self->arena, block->labels[block->label_count - 1].text);
  const AttrSpec *attr_spec = dialect_attr_role(spec, ATTR_NAME);
  const SynAttr *attr = attr_spec != NULL ? syn_attr(block->body, attr_spec->name) : NULL;
  return attr != NULL && attr->value->kind == SYN_STRING ? arena_str(self->arena, attr->value->as.text) : STR("");
}

static bool is_used(const Reader *self, const SynBlock *block) {
  for (size_t i = 0; i < self->used.len; i++)
    if (self->used.items[i] == block) return true;
  return false;
}

/* First the environments, then the data sources that none of them uses. */
static void read_sources(Reader *self) {
  for (int data = 0; data < 2; data++) {
    for (size_t i = 0; i < self->blocks.len; i++) {
      TopBlock top = self->blocks.items[i];
      if (top.spec == NULL || top.spec->role != (data ? BLOCK_DATA : BLOCK_ENV) || is_used(self, top.syn)) continue;
      Found found = {.env = block_name(self, top.syn, top.spec), .reason = STR("")};
      self->set++;
      read_database(self, top.syn, top.spec, &found);
      read_block(self, top.syn, top.spec, &found, 0);
    }
  }
}

/* ---- sources that share files ---- */

/* Does `a` name something that `b` names too? Of patterns only the folders are compared. */
static bool shares_files(const ProjectSource *a, const ProjectSource *b) {
  for (size_t i = 0; i < a->paths.len; i++) {
    if (project_names(b, a->paths.items[i])) return true;
    for (size_t k = 0; k < b->patterns.len; k++)
      if (str_eq(path_dir(b->patterns.items[k]), a->paths.items[i])) return true;
  }
  for (size_t i = 0; i < a->patterns.len; i++)
    for (size_t k = 0; k < b->patterns.len; k++)
      if (str_eq(path_dir(a->patterns.items[i]), path_dir(b->patterns.items[k]))) return true;
  return false;
}

/* The schema of one environment, and that of another with some of the same files, are read as one set: what is missing
 * in one of them may stand in the other. */
static void unite_sets(Reader *self) {
  ProjectSource *sources = self->sources.items;
  for (size_t i = 0; i < self->sources.len; i++) {
    for (size_t k = 0; k < self->sources.len; k++) {
      uint32_t a = sources[i].set, b = sources[k].set;
      if (a == b || !shares_files(&sources[i], &sources[k])) continue;
      for (size_t n = 0; n < self->sources.len; n++)
        if (sources[n].set == a || sources[n].set == b) sources[n].set = a < b ? a : b;
    }
  }
}

/* The dialect of project files: the one with environments. */
static const Dialect *project_language(Str path) {
  const Dialect *dialect = dialect_for_file(path);
  for (size_t i = 0; dialect == NULL && i < dialect_count; i++)
    if (dialect_all[i]->config_functions && dialect_all[i]->file_name.len > 0) dialect = dialect_all[i];
  return dialect;
}

Project *project_parse(Arena *arena, Str path, Str text) {
  Project *project = arena_new(arena, Project);
  Reader reader = {.arena = arena, .dialect = project_language(path)};
  project->path = arena_str(arena, path);
  if (reader.dialect == NULL || text.len > UINT32_MAX / 2) return project;
  arena_init(&reader.scratch, 0);
  reader.dir = path_dir(project->path);
  reader.file_name = path_base(project->path);
  reader.facts = dialect_facts(reader.dialect, STR("project_sources"));
  parse_blocks(&reader, text);
  read_sources(&reader);
  unite_sets(&reader);
  project->has_gaps = reader.has_gaps;
  project->source_count = reader.sources.len;
  if (reader.sources.len > 0)
    project->sources = arena_copy(arena, reader.sources.items, reader.sources.len, sizeof(ProjectSource));
  project->migration_count = reader.migrations.len;
  if (reader.migrations.len > 0)
    project->migrations = arena_copy(arena, reader.migrations.items, reader.migrations.len, sizeof(ProjectSource));
  array_free(&reader.patterns);
  array_free(&reader.migrations);
  array_free(&reader.blocks);
  array_free(&reader.used);
  array_free(&reader.sources);
  arena_free(&reader.scratch);
  return project;
}
