/* symbol_sql.c: the names in the SQL of a unit as occurrences for the index.
 *
 *     as = "SELECT u.id FROM users AS u"   ->  ref users (table) at `users`, ref users.id (column) at `id`
 *
 * A column without a table is one occurrence for each table in scope: the index alone tells which has it. */
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

static void collect(void *context, const SqlRegion *region) {
  Collector *self = context;
  SqlNames names = {0};
  sql_names(self->builder->dialect->sql, self->scratch, &region->piece, &names);
  for (size_t i = 0; i < names.uses.len; i++) {
    const SqlUse *use = &names.uses.items[i];
    if (use->kind == SQL_NAME_COLUMN && str_empty(use->table))
      add_bare(self->builder, region, &names, use);
    else
      add_use(self->builder, region, use);
  }
  sql_names_free(&names);
}

void sym_collect_sql(SymBuilder *self, const SynAttr *attr) {
  const SqlFrame *frame = self->frame;
  if (frame == NULL || self->dialect == NULL || self->dialect->sql == NULL || !sql_may_hold(attr->value)) return;
  const AttrSpec *spec = frame->spec != NULL ? dialect_attr(frame->spec, attr->name) : NULL;
  if (spec == NULL || spec->sql_shape == SQL_FRAGMENT) return;
  Arena scratch;
  arena_init(&scratch, 0);
  Collector collector = {self, &scratch};
  sql_regions(&scratch, self->unit, frame, attr, spec, collect, &collector);
  arena_free(&scratch);
}

/* ---- keys ---- */

typedef struct KeyAdder {
  SymBuilder *builder;
  Str name;
} KeyAdder;

static void add_key(void *context, Str type) {
  KeyAdder *self = context;
  array_push(&self->builder->keys, sym_key(sym_root(type), self->name));
  array_push(&self->builder->keys, sym_key(sym_root(type), STR("")));
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
  KeyAdder adder = {self, ref->steps[1]};
  bool routine = ref->sql == SYM_SQL_FUNCTION;
  sql_kinds(self->dialect, routine, add_key, &adder);
  if (!has_upper(adder.name)) return;
  adder.name = lower(self, adder.name);
  sql_kinds(self->dialect, routine, add_key, &adder);
}
