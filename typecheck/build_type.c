/* build_type.c: column types as the database writes them:
 *
 *     varchar(255)                 ->  character varying(255)
 *     int, with unsigned = true    ->  int unsigned
 *     enum.status                  ->  status, with the object of the model
 *     sql("int[]")                 ->  int[]
 */
#include "base/buf.h"
#include "typecheck/build_parts.h"

static void put_type(Build *build, Buf *out, const Val *value, unsigned depth);

/* 'it''s' */
static void put_quoted(Buf *out, Str text) {
  buf_putc(out, '\'');
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] == '\'') buf_putc(out, '\'');
    buf_putc(out, text.ptr[i]);
  }
  buf_putc(out, '\'');
}

static void put_arg(Build *build, Buf *out, const Val *arg, unsigned depth) {
  if (arg->kind == VAL_TYPE)
    put_type(build, out, arg, depth + 1);
  else if (arg->kind == VAL_STRING && !arg->word)
    put_quoted(out, arg->as.string);
  else
    buf_put(out, build_text(build, arg));
}

/* Bytes of the first words: ("timestamp with time zone", 1) -> 9; all for 0. */
static size_t head_of(Str sql, unsigned words) {
  size_t at = 0;
  if (words == 0) return sql.len;
  for (unsigned i = 0; i < words && at < sql.len; i++) at = str_find(sql, ' ', i > 0 ? at + 1 : 0);
  return at;
}

static void put_type(Build *build, Buf *out, const Val *value, unsigned depth) {
  const TypeSpec *spec = value->as.type.spec;
  if (depth > MODEL_DEPTH || spec == NULL) return;
  Str sql = str_empty(spec->sql) ? spec->name : spec->sql;
  size_t head = value->count > 0 ? head_of(sql, spec->args_after) : sql.len;
  buf_put(out, str_sub(sql, 0, head));
  if (value->count == 0) return;
  buf_putc(out, '(');
  for (uint32_t i = 0; i < value->count; i++) {
    if (i > 0) buf_putc(out, ',');
    put_arg(build, out, value->as.type.args[i], depth);
  }
  buf_putc(out, ')');
  buf_put(out, str_sub(sql, head, sql.len));
}

Str build_type_text(Build *build, const Val *value) {
  Buf buf = {0};
  put_type(build, &buf, value, 0);
  Str text = arena_str(&build->scratch, buf_str(&buf));
  buf_free(&buf);
  return text;
}

/* The attribute that makes numbers unsigned counts only where the type says so. */
static bool is_unsigned(const BuildBlock *b, const TypeSpec *spec) {
  const AttrSpec *attr = b->spec != NULL ? dialect_attr_role(b->spec, ATTR_UNSIGNED) : NULL;
  if (attr == NULL || spec == NULL) return false;
  BuildValue value = build_role(b, ATTR_UNSIGNED);
  if (build_bool(&value) != 1) return false;
  for (uint32_t i = 0; i < spec->column_attr_count; i++)
    if (str_eq(spec->column_attrs[i], attr->name)) return true;
  return false;
}

static void keep_args(Build *build, const Val *value, ColumnType *out) {
  out->args = arena_array(&build->realm->arena, Str, value->count + 1U);
  for (uint32_t i = 0; i < value->count; i++)
    out->args[i] = build_keep(build, build_text(build, value->as.type.args[i]));
  out->arg_count = value->count;
}

static void type_word(const BuildBlock *b, const Val *value, ColumnType *out) {
  const TypeSpec *spec = value->as.type.spec;
  Str text = build_type_text(b->build, value);
  if (is_unsigned(b, spec)) {
    Str word = dialect_attr_role(b->spec, ATTR_UNSIGNED)->name;
    text = arena_printf(&b->build->scratch, "%.*s %.*s", STR_FMT(text), STR_FMT(word));
  }
  out->text = build_keep(b->build, text);
  out->known = !str_empty(text);
  if (spec == NULL) return;
  out->category = build_keep(b->build, spec->category);
  out->name = build_keep(b->build, str_empty(spec->alias_of) ? spec->name : spec->alias_of);
  keep_args(b->build, value, out);
}

static bool type_ref(const BuildBlock *b, const BuildValue *value, const SynExpr *expr, const Schema *schema,
                     ColumnType *out) {
  BuildRef ref;
  if (!build_ref(b, value, expr, &ref) || !str_empty(ref.member)) return false;
  const BuildItem *item = ref.item;
  if (item == NULL) {
    out->text =
        arena_printf(&b->build->realm->arena, "there is no %.*s \"%.*s\"", STR_FMT(ref.kind), STR_FMT(ref.name));
    return true;
  }
  out->object = item->object;
  out->known = true;
  Str name = item->object != NULL ? item->object->name : item->table != NULL ? item->table->name : ref.name;
  bool elsewhere = item->schema != NULL && item->schema != schema && !str_empty(item->schema->name);
  if (elsewhere) name = arena_printf(&b->build->scratch, "%.*s.%.*s", STR_FMT(item->schema->name), STR_FMT(name));
  out->text = build_keep(b->build, name);
  return true;
}

void build_type(const BuildBlock *b, const BuildValue *value, const Schema *schema, ColumnType *out) {
  *out = (ColumnType){0};
  if (value->syn == NULL || (!value->present && value->val->kind == VAL_NULL)) {
    out->text = STR("no type");
    return;
  }
  const SynExpr *expr = value->syn->value;
  out->raw = build_keep(b->build, str_trim(span_of(expr->span, b->item->unit->text)));
  const Val *val = value->val;
  if (val->kind == VAL_TYPE) {
    type_word(b, val, out);
  } else if (val->kind == VAL_RAW) {
    out->text = build_keep(b->build, str_trim(val->as.string));
    out->known = true;
  } else if (!type_ref(b, value, expr, schema, out)) {
    out->text = build_keep(b->build, str_empty(value->why) ? STR("not a type") : value->why);
  }
}
