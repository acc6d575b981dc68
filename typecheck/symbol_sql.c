/* symbol_sql.c: the names in the SQL of a unit as occurrences for the index.
 *
 *     as = "SELECT u.id FROM users AS u"   ->  ref users (table) at `users`, ref users.id (column) at `id`
 *
 * A column without a table is one occurrence for each table in scope: the index alone tells which has it. */
#include "typecheck/migration.h"
#include "typecheck/sql_region.h"
#include "typecheck/sql_resolve.h"
#include "typecheck/symbols_internal.h"

enum { MAX_SOURCES = 8 };

typedef struct Collector {
  SymBuilder *builder;
  Arena *scratch;
} Collector;

/* Names that stand in the scratch memory move into that of the summary. */
static Str keep(SymBuilder *builder, Str name) {
  return builder->strings != NULL ? sym_keep(builder, name) : arena_str(builder->arena, name);
}

/* An occurrence of schema.table, or schema.table.column; spans are of the source, empty where nothing is written. */
static void add(SymBuilder *builder, SymSql kind, const Str names[3], const Span spans[3]) {
  bool column = kind == SYM_SQL_COLUMN;
  SymRef ref = {.count = column ? 3 : 2, .sql = (uint8_t)kind, .inside = builder->inside, .root = STR("")};
  ref.steps = arena_array(builder->arena, Str, ref.count);
  ref.spans = arena_array(builder->arena, Span, ref.count + 1);
  for (uint32_t i = 0; i < ref.count; i++) {
    ref.steps[i] = keep(builder, names[i]);
    ref.spans[i + 1] = spans[i];
  }
  ref.spans[0] = span_make(spans[ref.count - 1].start, spans[ref.count - 1].start);
  ref.span = ref.spans[ref.count];
  array_push(&builder->refs, ref);
}

static Span place(const SqlRegion *region, Span text) {
  return text.end > text.start ? sql_source_span(region, text) : span_make(0, 0);
}

static void add_use(SymBuilder *builder, const SqlRegion *region, const SqlUse *use) {
  bool column = use->kind == SQL_NAME_COLUMN, function = use->kind == SQL_NAME_FUNCTION;
  Span own = place(region, use->span), schema = place(region, use->schema_span);
  Span table = use->alias ? span_make(0, 0) : place(region, use->table_span);
  Str names[3] = {use->schema, function ? use->name : use->table, use->name};
  Span spans[3] = {schema, column ? table : own, own};
  add(builder, column ? SYM_SQL_COLUMN : function ? SYM_SQL_FUNCTION : SYM_SQL_TABLE, names, spans);
}

/* A column that says no table: one of the sources in scope has it. */
static void add_bare(SymBuilder *builder, const SqlRegion *region, const SqlNames *names, const SqlUse *use) {
  SqlUse copy = *use;
  unsigned count = 0;
  SqlVisible visible = {.names = names, .at = use->span.start};
  for (const SqlSource *source; count < MAX_SOURCES && (source = sql_visible(&visible)) != NULL;) {
    if (source->local) continue;
    copy.schema = source->schema;
    copy.table = source->table;
    add_use(builder, region, &copy);
    count++;
  }
}

/* What other statements must not be blamed for. In the language of a database nothing runs in order. */
static void add_made(SymBuilder *builder, const SqlNames *names) {
  builder->makes_any = builder->makes_any || names->opaque;
  for (size_t i = 0; i < names->made.len; i++) {
    Str name = keep(builder, names->made.items[i]);
    array_push(&builder->made, name);
  }
}

/* A piece of SQL, or one statement of a script. */
static void collect_one(void *context, const SqlRegion *region) {
  Collector *self = context;
  const SqlFlavor *flavor = self->builder->database->sql;
  SqlNames names = {0};
  if (region->piece.shape == SQL_SCRIPT || region->piece.shape == SQL_FAILING)
    sql_statement_names(flavor, self->scratch, &region->piece, &names);
  else
    sql_names(flavor, self->scratch, &region->piece, &names);
  if (self->builder->database != self->builder->dialect) add_made(self->builder, &names);
  for (size_t i = 0; i < names.uses.len; i++) {
    const SqlUse *use = &names.uses.items[i];
    if (use->kind == SQL_NAME_COLUMN && str_empty(use->table))
      add_bare(self->builder, region, &names, use);
    else
      add_use(self->builder, region, use);
  }
  sql_names_free(&names);
}

static void collect(void *context, const SqlRegion *region) {
  Collector *self = context;
  if (region->piece.shape == SQL_SCRIPT || region->piece.shape == SQL_FAILING)
    sql_region_statements(self->scratch, self->builder->database->sql, region, STR(""), collect_one, self);
  else
    collect_one(context, region);
}

/* SQL that comes from elsewhere: file("seed.sql"), var.statements. */
static bool is_hidden(const SymBuilder *self, const AttrSpec *spec, const SynExpr *value) {
  SynExprKind kind = (SynExprKind)value->kind;
  return self->database != self->dialect && kind != SYN_STRING && kind != SYN_TEMPLATE && kind != SYN_TUPLE &&
         sql_attr_takes(spec);
}

void sym_collect_sql(SymBuilder *self, const SynAttr *attr) {
  const SqlFrame *frame = self->frame;
  if (frame == NULL || self->database == NULL || self->database->sql == NULL) return;
  if (self->database == self->dialect && !sql_may_hold(attr->value)) return;
  const AttrSpec *spec = frame->spec != NULL ? dialect_attr(frame->spec, attr->name) : NULL;
  if (spec == NULL || spec->sql_shape == SQL_FRAGMENT) return;
  if (is_hidden(self, spec, attr->value)) self->makes_any = true;
  Arena scratch;
  arena_init(&scratch, 0);
  Collector collector = {self, &scratch};
  sql_regions(&scratch, self->unit, frame, attr, spec, collect, &collector);
  arena_free(&scratch);
}

SymUnit *sym_build_text(Arena *arena, Str text, const Dialect *database) {
  SymUnit *out = arena_new(arena, SymUnit);
  if (database == NULL || database->sql == NULL) return out;
  Arena scratch;
  arena_init(&scratch, 0);
  SymStrings strings = {.arena = arena};
  SymBuilder builder = {.arena = arena, .database = database, .strings = &strings};
  Collector collector = {&builder, &scratch};
  Migration migration;
  migration_parse(&scratch, text, &migration);
  for (uint32_t i = 0; i < migration.section_count; i++) {
    const MigrationSection *section = &migration.sections[i];
    SqlStep only;
    SqlRegion region = sql_region_of_text(text, section->body, &only);
    sql_region_statements(&scratch, database->sql, &region, section->delimiter, collect_one, &collector);
  }
  array_clear(&builder.made); /* nothing is said about names in migrations */
  sym_finish_refs(&builder, out);
  sym_free_builder(&builder);
  sym_strings_free(&strings);
  arena_free(&scratch);
  return out;
}

/* ---- keys ---- */

static void note_kind(void *context, Str type) {
  SymSqlKinds *kinds = context;
  if (kinds->count < SYM_SQL_KINDS) kinds->items[kinds->count++] = sym_root(type);
}

/* Keys of a name, for all kinds of blocks that it may mean. */
static void add_name(SymBuilder *self, const SymSqlKinds *kinds, Str name) {
  for (uint32_t i = 0; i < kinds->count; i++) array_push(&self->keys, sym_key(kinds->items[i], name));
}

static Str lower(SymBuilder *builder, Str name) {
  Str copy = arena_str(builder->arena, name);
  char *text = (char *)(uintptr_t)copy.ptr; /* it was just made */
  for (size_t i = 0; i < copy.len; i++)
    if (text[i] >= 'A' && text[i] <= 'Z') text[i] = (char)(text[i] - 'A' + 'a');
  return copy;
}

static bool has_upper(Str name) {
  for (size_t i = 0; i < name.len; i++)
    if (name.ptr[i] >= 'A' && name.ptr[i] <= 'Z') return true;
  return false;
}

void sym_add_sql_keys(SymBuilder *self, const SymRef *ref) {
  bool routine = ref->sql == SYM_SQL_FUNCTION;
  SymSqlKinds *kinds = &self->sql_kinds[routine];
  const SymRef *last = self->last_sql;
  self->last_sql = ref;
  if (last != NULL && (last->sql == SYM_SQL_FUNCTION) == routine && str_eq(last->steps[1], ref->steps[1])) return;
  if (!kinds->known) {
    kinds->known = true;
    sql_kinds(self->database, routine, note_kind, kinds);
    add_name(self, kinds, STR("")); /* is there any of the kind? */
  }
  add_name(self, kinds, ref->steps[1]);
  if (has_upper(ref->steps[1])) add_name(self, kinds, lower(self, ref->steps[1]));
}
