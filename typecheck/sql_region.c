/* sql_region.c: see sql_region.h. */
#include "typecheck/sql_region.h"

enum { MAX_DEPTH = 50 };

/* One search for pieces in a value. */
typedef struct Finder {
  Arena *arena;
  const SynUnit *unit;
  const SqlFrame *frame;
  const AttrSpec *spec;
  SqlRegionFn fn;
  void *context;
} Finder;

/* A region being put together. */
typedef struct Builder {
  Arena *arena;
  Str source; /* of the unit */
  bool heredoc;
  bool line_start; /* the next byte begins a line of the heredoc */
  ARRAY(char) text;
  ARRAY(SqlStep) steps;
} Builder;

/* ---- the map ---- */

static void step(Builder *self, uint32_t source) {
  uint32_t text = (uint32_t)self->text.len;
  const SqlStep *last = self->steps.len > 0 ? &array_last(&self->steps) : NULL;
  if (last != NULL && source - last->source == text - last->text) return;
  array_push(&self->steps, (SqlStep){text, source});
}

static char source_at(const Builder *self, uint32_t at) { return at < self->source.len ? self->source.ptr[at] : '\0'; }

static uint32_t blanks(const char *text, size_t len) {
  uint32_t count = 0;
  while (count < len && (text[count] == ' ' || text[count] == '\t')) count++;
  return count;
}

/* Bytes of the source that stand for the byte at `i` of the text, `*made` of which they make; 0: they do not fit. */
static uint32_t unit_length(const Builder *self, Str text, size_t i, uint32_t at, uint32_t *made) {
  char c = source_at(self, at);
  *made = 1;
  if (!self->heredoc && c == '\\') {
    char kind = source_at(self, at + 1);
    uint32_t code;
    unsigned size = utf8_decode(text, i, &code);
    if (kind != 'u' && kind != 'U') return 2;
    *made = size > 0 ? size : 1;
    return kind == 'u' ? 6 : 10;
  }
  if ((c == '$' || c == '%') && source_at(self, at + 1) == c && source_at(self, at + 2) == '{' && text.ptr[i] == c &&
      i + 1 < text.len && text.ptr[i + 1] == '{') {
    *made = 2;
    return 3;
  }
  return c == text.ptr[i] ? 1 : 0;
}

/* Adds a decoded text whose source starts at `at`. Returns false when the two do not fit. */
static bool add_text(Builder *self, Str text, uint32_t at) {
  for (size_t i = 0; i < text.len;) {
    if (self->heredoc && self->line_start && at < self->source.len) {
      uint32_t have = blanks(self->source.ptr + at, self->source.len - at), want = blanks(text.ptr + i, text.len - i);
      if (have > want) at += have - want;
    }
    if (self->heredoc && source_at(self, at) == '\r' && text.ptr[i] == '\n') at++;
    uint32_t made, length = unit_length(self, text, i, at, &made);
    if (length == 0) return false;
    step(self, at);
    self->line_start = text.ptr[i] == '\n';
    for (uint32_t k = 0; k < made && i + k < text.len; k++) array_push(&self->text, text.ptr[i + k]);
    if (length != made) array_push(&self->steps, (SqlStep){(uint32_t)self->text.len, at + length});
    i += made;
    at += length;
  }
  return true;
}

static void add_placeholder(Builder *self, Span span) {
  step(self, span.start);
  for (uint32_t i = span.start; i < span.end; i++) array_push(&self->text, '_');
  self->line_start = false;
}

/* Where the content of a string or heredoc begins. */
static uint32_t content_start(Str source, const SynExpr *expr) {
  if (!expr->flag) return expr->span.start + 1;
  size_t newline = str_find(source, '\n', expr->span.start);
  return (uint32_t)(newline < source.len ? newline + 1 : newline);
}

static bool add_parts(Builder *self, const SynPart *part) {
  for (; part != NULL; part = part->next) {
    if (part->kind != SYN_PART_TEXT)
      add_placeholder(self, part->span);
    else if (!add_text(self, part->text, part->span.start))
      return false;
  }
  return true;
}

/* ---- surroundings ---- */

/* `table.public.users` -> users; `PLpgSQL` -> PLpgSQL; "sql" -> sql. */
static Str last_name(const SynExpr *value) {
  if (value->kind == SYN_STRING) return value->as.text;
  if (value->kind != SYN_PATH) return STR("");
  if (value->count == 0) return value->as.path.name;
  const SynStep *last = &value->as.path.steps[value->count - 1];
  if (last->kind == SYN_STEP_ATTR) return last->name;
  return last->kind == SYN_STEP_INDEX && last->key != NULL && last->key->kind == SYN_STRING ? last->key->as.text
                                                                                            : STR("");
}

static Str role_name(const SqlFrame *frame, AttrRole role) {
  const AttrSpec *spec = dialect_attr_role(frame->spec, role);
  const SynAttr *attr = spec != NULL ? syn_attr(frame->block->body, spec->name) : NULL;
  return attr != NULL ? last_name(attr->value) : STR("");
}

static bool has_columns(const BlockSpec *spec) {
  return spec->role == BLOCK_TABLE || spec->role == BLOCK_VIEW || spec->role == BLOCK_MATERIALIZED;
}

static Str own_table(const SqlFrame *frame) {
  for (; frame != NULL; frame = frame->outer) {
    if (frame->spec == NULL || frame->block == NULL) continue;
    Str target = role_name(frame, ATTR_TARGET);
    if (!str_empty(target)) return target;
    if (has_columns(frame->spec) && frame->block->label_count > 0)
      return frame->block->labels[frame->block->label_count - 1].text;
  }
  return STR("");
}

/* ---- regions ---- */

static void give(const Finder *self, const SynExpr *expr, SqlShape shape, Str text, SqlRegion *region) {
  const SqlFrame *frame = self->frame;
  region->expr = expr;
  region->source = span_make(content_start(self->unit->text, expr), expr->span.end);
  region->piece = (SqlPiece){
      .text = text, .shape = (uint8_t)shape, .own_table = own_table(frame), .has_unknowns = expr->kind == SYN_TEMPLATE};
  if (frame != NULL && frame->spec != NULL && frame->block != NULL && shape == SQL_BODY)
    region->piece.language = role_name(frame, ATTR_LANGUAGE);
  self->fn(self->context, region);
}

/* A quoted string without escapes is the source itself. */
static bool is_verbatim(const SynUnit *unit, const SynExpr *expr) {
  return expr->kind == SYN_STRING && !expr->flag && expr->as.text.ptr == unit->text.ptr + expr->span.start + 1;
}

static void put_region(const Finder *self, const SynExpr *expr, SqlShape shape) {
  if (is_verbatim(self->unit, expr)) {
    SqlStep only = {0, expr->span.start + 1};
    SqlRegion plain = {.steps = &only, .step_count = 1};
    give(self, expr, shape, expr->as.text, &plain);
    return;
  }
  Builder builder = {.arena = self->arena, .source = self->unit->text, .heredoc = expr->flag, .line_start = true};
  uint32_t start = content_start(self->unit->text, expr);
  bool fits =
      expr->kind == SYN_STRING ? add_text(&builder, expr->as.text, start) : add_parts(&builder, expr->as.tmpl.parts);
  if (builder.steps.len == 0) array_push(&builder.steps, (SqlStep){0, start});
  if (fits) {
    SqlRegion region = {.step_count = (uint32_t)builder.steps.len};
    region.steps = arena_copy(self->arena, builder.steps.items, builder.steps.len, sizeof(SqlStep));
    Str text = arena_str(self->arena, str_make(builder.text.items, builder.text.len));
    give(self, expr, shape, text, &region);
  }
  array_free(&builder.text);
  array_free(&builder.steps);
}

static bool takes_sql(const ValueSpec *value, unsigned depth) {
  if (value == NULL || depth > MAX_DEPTH) return false;
  if (value->kind == VALUE_SQL) return true;
  for (uint16_t i = 0; value->kind == VALUE_ANY_OF && i < value->count; i++)
    if (takes_sql(&value->elems[i], depth + 1)) return true;
  return false;
}

/* What the elements of a list are; NULL: not known. */
static const ValueSpec *element_of(const ValueSpec *value, unsigned depth) {
  if (value == NULL || depth > MAX_DEPTH) return NULL;
  if (value->kind == VALUE_LIST || value->kind == VALUE_MAP) return value->elems;
  for (uint16_t i = 0; value->kind == VALUE_ANY_OF && i < value->count; i++) {
    const ValueSpec *found = element_of(&value->elems[i], depth + 1);
    if (found != NULL) return found;
  }
  return NULL;
}

static bool is_text(const SynExpr *expr) { return expr->kind == SYN_STRING || expr->kind == SYN_TEMPLATE; }

static bool is_sql_call(const SynExpr *expr) {
  return expr->kind == SYN_CALL && expr->count == 1 && str_eq(expr->as.call.name, STR("sql")) &&
         is_text(expr->as.call.args[0]);
}

static void find(const Finder *self, const SynExpr *expr, const ValueSpec *value, unsigned depth) {
  if (expr == NULL || depth > MAX_DEPTH) return;
  SqlShape shape = self->spec != NULL ? (SqlShape)self->spec->sql_shape : SQL_FRAGMENT;
  if (is_text(expr) && takes_sql(value, 0)) {
    put_region(self, expr, shape);
  } else if (is_sql_call(expr)) {
    put_region(self, expr->as.call.args[0], shape);
  } else if (expr->kind == SYN_PAREN) {
    find(self, expr->as.op.a, value, depth + 1);
  } else if (expr->kind == SYN_CONDITIONAL) {
    find(self, expr->as.op.b, value, depth + 1);
    find(self, expr->as.op.c, value, depth + 1);
  } else if (expr->kind == SYN_TUPLE) {
    for (uint32_t i = 0; i < expr->count; i++) find(self, expr->as.tuple.elems[i], element_of(value, 0), depth + 1);
  } else if (expr->kind == SYN_OBJECT) {
    for (uint32_t i = 0; i < expr->count; i++)
      find(self, expr->as.object.items[i].value, element_of(value, 0), depth + 1);
  }
}

bool sql_may_hold(const SynExpr *value) {
  return value->kind != SYN_PATH && value->kind != SYN_NUMBER && value->kind != SYN_BOOL && value->kind != SYN_NULL;
}

void sql_regions(Arena *arena, const SynUnit *unit, const SqlFrame *frame, const SynAttr *attr, const AttrSpec *spec,
                 SqlRegionFn fn, void *context) {
  Finder finder = {arena, unit, frame, spec, fn, context};
  if (sql_may_hold(attr->value)) find(&finder, attr->value, spec != NULL ? spec->value : NULL, 0);
}

bool sql_attr_takes(const AttrSpec *spec) { return spec != NULL && takes_sql(spec->value, 0); }

/* ---- statements ---- */

/* The steps of a region that concern a span of its text, counted from the start of the span. */
static void cut_steps(Arena *arena, const SqlRegion *region, Span span, uint32_t *from, SqlRegion *out) {
  while (*from + 1 < region->step_count && region->steps[*from + 1].text <= span.start) (*from)++;
  uint32_t end = *from + 1;
  while (end < region->step_count && region->steps[end].text <= span.end) end++;
  SqlStep *steps = arena_copy(arena, region->steps + *from, end - *from, sizeof *steps);
  for (uint32_t i = 0; i < end - *from; i++) {
    uint32_t before = steps[i].text < span.start ? span.start - steps[i].text : 0;
    steps[i] = (SqlStep){steps[i].text + before - span.start, steps[i].source + before};
  }
  out->steps = steps;
  out->step_count = end - *from;
}

void sql_region_statements(Arena *arena, const SqlFlavor *flavor, const SqlRegion *region, Str delimiter,
                           SqlRegionFn fn, void *context) {
  SqlSpans statements = {0};
  uint32_t from = 0;
  sql_statements(flavor, region->piece.text, delimiter, &statements);
  for (size_t i = 0; i < statements.len; i++) {
    SqlRegion one = *region;
    one.piece.text = span_of(statements.items[i], region->piece.text);
    cut_steps(arena, region, statements.items[i], &from, &one);
    fn(context, &one);
  }
  array_free(&statements);
}

SqlRegion sql_region_of_text(Str text, Span part, SqlStep *only) {
  *only = (SqlStep){0, part.start};
  SqlRegion region = {.source = part, .steps = only, .step_count = 1};
  region.piece = (SqlPiece){.text = span_of(part, text), .shape = SQL_SCRIPT};
  return region;
}

/* ---- at a place ---- */

const BlockSpec *sql_child_spec(const BlockSpec *parent, const SynBlock *block) {
  const ChildSpec *child = parent != NULL ? dialect_child(parent, block->type) : NULL;
  if (child == NULL) return NULL;
  return block->label_count > 0 ? dialect_variant(child->block, block->labels[0].text) : child->block;
}

typedef struct AtOffset {
  Arena *arena;
  uint32_t offset;
  bool found;
  SqlRegion *out;
} AtOffset;

static void take_at(void *context, const SqlRegion *region) {
  AtOffset *at = context;
  if (at->found || !span_touches(region->expr->span, at->offset) || at->offset < region->source.start) return;
  at->found = true;
  *at->out = *region;
  at->out->steps = arena_copy(at->arena, region->steps, region->step_count, sizeof(SqlStep));
}

bool sql_region_at(Arena *arena, const SynUnit *unit, const Dialect *dialect, uint32_t offset, SqlRegion *out) {
  SynAt at = {0};
  SqlFrame frames[16];
  if (dialect == NULL) return false;
  syn_at(unit, offset, &at);
  if (at.attr == NULL) return false;
  const BlockSpec *spec = dialect->root;
  for (uint32_t i = 0; i < at.depth; i++) {
    spec = sql_child_spec(spec, at.blocks[i]);
    frames[i] = (SqlFrame){i > 0 ? &frames[i - 1] : NULL, at.blocks[i], spec};
  }
  const AttrSpec *attr = spec != NULL ? dialect_attr(spec, at.attr->name) : NULL;
  AtOffset wanted = {arena, offset, false, out};
  sql_regions(arena, unit, at.depth > 0 ? &frames[at.depth - 1] : NULL, at.attr, attr, take_at, &wanted);
  return wanted.found;
}

/* ---- positions ---- */

static uint32_t source_of(const SqlRegion *region, uint32_t text) {
  uint32_t low = 0, high = region->step_count;
  while (high - low > 1) {
    uint32_t mid = low + (high - low) / 2;
    if (region->steps[mid].text <= text)
      low = mid;
    else
      high = mid;
  }
  return region->steps[low].source + (text - region->steps[low].text);
}

Span sql_source_span(const SqlRegion *region, Span text) {
  uint32_t start = source_of(region, text.start);
  uint32_t end = text.end > text.start ? source_of(region, text.end - 1) + 1 : start;
  uint32_t behind = source_of(region, text.end);
  bool escape = behind > end && region->expr != NULL && region->expr->kind == SYN_STRING && !region->expr->flag;
  return span_make(start, escape ? behind : end);
}

uint32_t sql_text_offset(const SqlRegion *region, uint32_t source) {
  uint32_t text = 0;
  for (uint32_t i = 0; i < region->step_count && region->steps[i].source <= source; i++) {
    uint32_t limit = i + 1 < region->step_count ? region->steps[i + 1].text : (uint32_t)region->piece.text.len;
    text = region->steps[i].text + (source - region->steps[i].source);
    if (text > limit) text = limit;
  }
  return text;
}
