/* build_value.c: values of attributes, as the model keeps them. */
#include <stdarg.h>
#include <stdio.h>

#include "base/buf.h"
#include "typecheck/build_parts.h"

/* ---- evaluation ---- */

/* The first mistake of an expression. */
static void note(void *context, DiagCode code, Span span, Str message) {
  Str *why = context;
  (void)code;
  (void)span;
  if (str_empty(*why)) *why = message;
}

/* Those of the part that the block's file belongs to; NULL: there are none. */
static const BuildOptions *options_of(const BuildBlock *b) {
  const BuildOptions *options = b->build->options;
  uint32_t part = b->item->unit->file->part;
  return options != NULL && part < options->part_count ? &options->parts[part] : options;
}

static Scope scope_of(const BuildBlock *b, const AttrSpec *spec, const SynAttr *attr) {
  const BuildOptions *options = options_of(b);
  return (Scope){.module = b->build->module,
                 .unit = b->item->unit,
                 .dialect = b->build->dialect,
                 .inside = b->inside,
                 .expected = spec != NULL ? spec->value : NULL,
                 .parent_type = b->spec != NULL ? b->spec->path : b->syn->type,
                 .attr_name = attr->name,
                 .has_each = b->item->repeated,
                 .config = b->build->dialect->config_functions,
                 .defaults = true,
                 .inputs = options != NULL ? options->inputs : NULL,
                 .input_count = options != NULL ? options->input_count : 0,
                 .each_key = b->item->each_key,
                 .each_value = b->item->each_value,
                 .run = options != NULL ? options->run : NULL,
                 .arena = &b->build->scratch};
}

BuildValue build_expr(const BuildBlock *b, const AttrSpec *spec, const SynAttr *attr, const SynExpr *expr) {
  Scope scope = scope_of(b, spec, attr);
  BuildValue out = {.syn = attr};
  scope.report = note;
  scope.report_context = &out.why;
  out.val = eval_expr(&scope, expr);
  out.present = out.val->kind != VAL_NULL;
  if (out.val->kind == VAL_UNKNOWN && str_empty(out.why)) {
    scope.report = NULL;
    out.why = build_reason(&scope, expr);
  } else if (out.val->kind != VAL_UNKNOWN && val_known(out.val)) {
    out.why = (Str){0};
  } else if (str_empty(out.why)) {
    scope.report = NULL;
    out.why = build_reason(&scope, expr);
  }
  return out;
}

BuildValue build_attr(const BuildBlock *b, const AttrSpec *spec, const SynAttr *attr) {
  return build_expr(b, spec, attr, attr->value);
}

const SynAttr *build_find(const BuildBlock *b, const AttrSpec *spec) {
  return spec != NULL ? syn_attr(b->syn->body, spec->name) : NULL;
}

/* Two attributes may have one role: seed and start. */
static const SynAttr *other_spelling(const BuildBlock *b, AttrRole role, const AttrSpec **spec) {
  for (const SynAttr *attr = b->syn->body->attrs; attr != NULL; attr = attr->next) {
    *spec = dialect_attr(b->spec, attr->name);
    if (*spec != NULL && (*spec)->role == role) return attr;
  }
  return NULL;
}

BuildValue build_role(const BuildBlock *b, AttrRole role) {
  static const Val absent = {.kind = VAL_NULL};
  const AttrSpec *spec = b->spec != NULL ? dialect_attr_role(b->spec, role) : NULL;
  const SynAttr *attr = build_find(b, spec);
  if (spec != NULL && attr == NULL) attr = other_spelling(b, role, &spec);
  return attr != NULL ? build_attr(b, spec, attr) : (BuildValue){.val = &absent};
}

/* ---- texts ---- */

Str build_keep(Build *build, Str text) { return arena_str(&build->realm->arena, text); }

Str build_label(const SynBlock *block) {
  return block->label_count > 0 ? block->labels[block->label_count - 1].text : (Str){0};
}

static void put_step(Buf *out, Str name) {
  if (str_empty(name)) return;
  buf_putc(out, '.');
  model_put_step(out, name);
}

/* table.users.column.id, of an own column `id`; blocks without labels are known by their number. */
static void put_def(const Build *build, Buf *out, const SymDef *def) {
  if (def->parent != NULL && def->parent == build->home) {
    model_put_step(out, def->name);
    return;
  }
  if (def->parent != NULL) {
    put_def(build, out, def->parent);
    buf_putc(out, '.');
  }
  buf_put(out, sym_root(def->type));
  put_step(out, def->qualifier);
  put_step(out, def->name);
  if (str_empty(def->name)) buf_printf(out, ".%u", def->ordinal);
}

static void put_value(Build *build, Buf *out, const Val *value, unsigned depth);

static void put_items(Build *build, Buf *out, const Val *value, unsigned depth) {
  buf_putc(out, '[');
  for (uint32_t i = 0; i < value->count; i++) {
    if (i > 0) buf_put(out, STR(", "));
    put_value(build, out, value->as.items[i], depth);
  }
  buf_putc(out, ']');
}

static void put_fields(Build *build, Buf *out, const Val *value, unsigned depth) {
  buf_putc(out, '{');
  for (uint32_t i = 0; i < value->count; i++) {
    buf_printf(out, "%s%.*s = ", i > 0 ? ", " : "", STR_FMT(value->as.fields[i].name));
    put_value(build, out, value->as.fields[i].value, depth);
  }
  buf_putc(out, '}');
}

static void put_value(Build *build, Buf *out, const Val *value, unsigned depth) {
  if (depth > MODEL_DEPTH) return;
  switch (value->kind) {
  case VAL_NULL: buf_put(out, STR("null")); break;
  case VAL_BOOL: buf_put(out, value->flag ? STR("true") : STR("false")); break;
  case VAL_NUMBER: buf_put(out, build_text(build, value)); break;
  case VAL_STRING:
  case VAL_RAW: buf_put(out, value->as.string); break;
  case VAL_LIST: put_items(build, out, value, depth + 1); break;
  case VAL_OBJECT: put_fields(build, out, value, depth + 1); break;
  case VAL_REF: put_def(build, out, value->as.ref.def); break;
  case VAL_TYPE: buf_put(out, build_type_text(build, value)); break;
  case VAL_KIND: buf_put(out, value->as.kind.kind_name); break;
  case VAL_UNKNOWN: buf_putc(out, '?'); break;
  }
}

Str build_text(Build *build, const Val *value) {
  if (value->kind == VAL_STRING || value->kind == VAL_RAW) return value->as.string;
  if (value->kind == VAL_NUMBER && value->whole)
    return arena_printf(&build->scratch, "%lld", (long long)value->integer);
  if (value->kind == VAL_NUMBER) return val_number_text(value->as.number, &build->scratch);
  Buf buf = {0};
  put_value(build, &buf, value, 0);
  Str text = arena_str(&build->scratch, buf_str(&buf));
  buf_free(&buf);
  return text;
}

ModelText build_model_text(const BuildBlock *b, const BuildValue *value) {
  if (!value->present) return (ModelText){0};
  if (!str_empty(value->why)) return model_unknown(b->build->realm, value->why);
  return model_known(b->build->realm, build_text(b->build, value->val));
}

int build_bool(const BuildValue *value) { return value->val->kind == VAL_BOOL ? value->val->flag : -1; }

void build_plain(const BuildBlock *b, const AttrSpec *spec, const SynAttr *attr, ModelAttrs *out) {
  BuildValue value = build_attr(b, spec, attr);
  if (!value.present) return;
  ModelAttr kept = {.name = build_keep(b->build, attr->name), .value = build_model_text(b, &value)};
  kept.expression = value.val->kind == VAL_RAW;
  array_push(out, kept);
}

/* ---- positions ---- */

static TextRange range_of(Build *build, const Unit *unit, Span span) {
  if (build->lines_of != unit) {
    lines_build(&build->lines, unit->text);
    build->lines_of = unit;
  }
  TextRange range = text_range(unit->text, &build->lines, span, TEXT_UTF16);
  range.start.line += unit->line;
  range.end.line += unit->line;
  return range;
}

static uint32_t source_of(const Build *build, const Unit *unit) {
  const Realm *realm = build->realm;
  for (size_t i = build->first_source; i < realm->sources.len; i++)
    if (str_eq(realm->sources.items[i].path, unit->file->path)) return (uint32_t)i;
  return UINT32_MAX;
}

ModelPos build_pos_of(Build *build, const Unit *unit, Span span) {
  ModelPos pos = model_nowhere();
  pos.source = source_of(build, unit);
  pos.span = span_make(unit->start + span.start, unit->start + span.end);
  pos.range = range_of(build, unit, span);
  return pos;
}

ModelPos build_pos(Build *build, const Unit *unit, const SynBlock *block) {
  ModelPos pos = build_pos_of(build, unit, block->span);
  if (block->label_count == 0) return pos;
  Span name = block->labels[block->label_count - 1].span;
  pos.name = span_make(unit->start + name.start, unit->start + name.end);
  pos.name_range = range_of(build, unit, name);
  return pos;
}

void build_gap(const BuildBlock *b, Span span, const char *format, ...) {
  char text[512];
  va_list args;
  va_start(args, format);
  int length = vsnprintf(text, sizeof text, format, args);
  va_end(args);
  size_t kept = length < 0 ? 0 : (size_t)length < sizeof text ? (size_t)length : sizeof text - 1;
  model_gap(b->build->realm, build_pos_of(b->build, b->item->unit, span), str_make(text, kept));
}
