/* object_type.c: domains, composite types, ranges, collations and casts of PostgreSQL. */
#include "dialects/postgresql/object.h"

/* ---- columns ---- */

bool pg_has_type(const Column *column, const Object *type) {
  if (column->type.object != NULL) return column->type.object == type;
  return column->type.name.len == 0 && sql_mentions(column->type.text, type->name);
}

/* Texts hold values of any type, and give them back. */
bool pg_lend_type(const Object *type, const Column *column, Column *bare) {
  static const ColumnType plain = {
      .text = STR_INIT("text"), .raw = STR_INIT("text"), .name = STR_INIT("text"), .known = true};
  static const ColumnType array = {.text = STR_INIT("text[]"), .raw = STR_INIT("text[]"), .known = true};
  if (!pg_has_type(column, type)) return false;
  bare->type = column->type.object != NULL ? plain : array;
  bare->attrs = (ModelAttrs){0};
  return true;
}

/* ---- words ---- */

static void start_alter(Planner *planner, const char *words, const Object *object, Ddl *out) {
  *out = ddl_start(planner);
  ddl_word(out, "ALTER");
  ddl_phrase(out, str_from(words));
  ddl_name(out, object_schema_name(object), object->name);
}

/* ---- domains ---- */

static const ModelAttr *find_attr(const Object *object, Str name) {
  for (size_t i = 0; i < object->attrs.len; i++)
    if (str_eq(object->attrs.items[i].name, name)) return &object->attrs.items[i];
  return NULL;
}

static void put_default(Ddl *out, const Object *domain) {
  const ModelAttr *value = find_attr(domain, STR("default"));
  if (value == NULL) return;
  DbType type;
  pg_type_of_text(out->planner->arena, model_attr(&domain->attrs, STR("type")), &type);
  bool bare = value->expression || type.family == TYPE_BOOL || type.family == TYPE_DECIMAL ||
              type.family == TYPE_INTEGER || type.family == TYPE_FLOAT;
  ddl_word(out, "DEFAULT");
  ddl_phrase(out, bare ? model_text(value->value) : expr_quote_single(out->planner->arena, model_text(value->value)));
}

static void put_check(Ddl *out, const Object *check) {
  if (check->name.len > 0) {
    ddl_word(out, "CONSTRAINT");
    ddl_ident(out, check->name);
  }
  ddl_word(out, "CHECK");
  ddl_phrase(out, expr_wrap(out->planner->arena, model_attr(&check->attrs, STR("expr"))));
}

static bool is_check(const Object *child) { return str_eq(child->kind, STR("check")); }

static void create_domain(Ddl *out, const Object *domain) {
  ddl_word(out, "CREATE DOMAIN");
  ddl_name(out, object_schema_name(domain), domain->name);
  ddl_word(out, "AS");
  pg_put_type(out, domain, model_attr(&domain->attrs, STR("type")));
  put_default(out, domain);
  if (!pg_flag(domain, STR("null"))) ddl_word(out, "NOT NULL");
  for (size_t i = 0; i < domain->children.len; i++)
    if (is_check(domain->children.items[i])) put_check(out, domain->children.items[i]);
}

static bool has_check(const Object *domain, const Object *check);

/* Values inside of arrays and composite types are not looked through for new conditions. */
static bool is_nested(const Column *column, const Object *domain) {
  if (column->type.object == NULL) return pg_has_type(column, domain);
  const Object *type = column->type.object;
  for (size_t i = 0; type != domain && i < type->children.len; i++)
    if (sql_mentions(model_attr(&type->children.items[i]->attrs, STR("type")), domain->name)) return true;
  return false;
}

static bool is_nested_somewhere(const Comparison *self, const Object *domain) {
  for (size_t i = 0; self->from != NULL && i < self->from->schemas.len; i++)
    for (size_t k = 0; k < self->from->schemas.items[i]->tables.len; k++) {
      const Table *table = self->from->schemas.items[i]->tables.items[k];
      for (size_t n = 0; n < table->columns.len; n++)
        if (is_nested(table->columns.items[n], domain)) return true;
    }
  return false;
}

static bool gets_stricter(const Object *from, const Object *to) {
  if (pg_flag(from, STR("null")) && !pg_flag(to, STR("null"))) return true;
  for (size_t i = 0; i < to->children.len; i++)
    if (is_check(to->children.items[i]) && !has_check(from, to->children.items[i])) return true;
  return false;
}

static PgHow how_domain(Comparison *self, const Object *from, const Object *to) {
  if (gets_stricter(from, to) && is_nested_somewhere(self, from)) return PG_REPLACE;
  for (size_t i = 0; i < from->children.len; i++) /* what has no name cannot be dropped by it */
    if (is_check(from->children.items[i]) && from->children.items[i]->name.len == 0) return PG_REPLACE;
  return pg_same_attr(self->arena, pg_block(to->kind), &from->attrs, &to->attrs, STR("type")) ? PG_ALTER : PG_REPLACE;
}

static Str domain_null(Planner *planner, const Object *domain) {
  Ddl out;
  start_alter(planner, "DOMAIN", domain, &out);
  ddl_phrase(&out, pg_flag(domain, STR("null")) ? STR("DROP NOT NULL") : STR("SET NOT NULL"));
  return ddl_done(&out);
}

static Str domain_default(Planner *planner, const Object *domain) {
  Ddl out;
  start_alter(planner, "DOMAIN", domain, &out);
  ddl_phrase(&out, pg_has(domain, STR("default")) ? STR("SET") : STR("DROP DEFAULT"));
  put_default(&out, domain);
  return ddl_done(&out);
}

static Str add_check(Planner *planner, const Object *domain, const Object *check) {
  Ddl out;
  start_alter(planner, "DOMAIN", domain, &out);
  ddl_word(&out, "ADD");
  put_check(&out, check);
  return ddl_done(&out);
}

static Str drop_check(Planner *planner, const Object *domain, const Object *check) {
  Ddl out;
  if (check->name.len == 0) return (Str){0};
  start_alter(planner, "DOMAIN", domain, &out);
  ddl_word(&out, "DROP CONSTRAINT");
  ddl_ident(&out, check->name);
  return ddl_done(&out);
}

static bool has_check(const Object *domain, const Object *check) {
  for (size_t i = 0; i < domain->children.len; i++) {
    const Object *other = domain->children.items[i];
    if (is_check(other) && str_eq(other->name, check->name))
      return expr_same(model_attr(&other->attrs, STR("expr")), model_attr(&check->attrs, STR("expr")));
  }
  return false;
}

static void alter_checks(PgAlter *self, bool drops) {
  const Object *own = drops ? self->from : self->to, *other = drops ? self->to : self->from;
  for (size_t i = 0; i < own->children.len; i++) {
    const Object *check = own->children.items[i];
    if (!is_check(check) || has_check(other, check)) continue;
    Str add = add_check(self->planner, own, check), drop = drop_check(self->planner, own, check);
    pg_alter_add(self, drops ? drop : add, drops ? add : drop);
  }
}

static Str comment_check(Planner *planner, const Object *domain, const Object *check, Str text) {
  Ddl out = ddl_start(planner);
  ddl_word(&out, "COMMENT ON CONSTRAINT");
  ddl_ident(&out, check->name);
  ddl_word(&out, "ON DOMAIN");
  ddl_name(&out, object_schema_name(domain), domain->name);
  ddl_word(&out, "IS");
  ddl_phrase(&out, expr_quote_single(planner->arena, text.len > 0 ? text : STR("")));
  return ddl_done(&out);
}

/* What a check of this name and expression has for a comment in `domain`, which may be NULL. */
static Str comment_before(const Object *domain, const Object *check) {
  if (domain == NULL || !has_check(domain, check)) return (Str){0};
  for (size_t i = 0; i < domain->children.len; i++)
    if (is_check(domain->children.items[i]) && str_eq(domain->children.items[i]->name, check->name))
      return model_text(domain->children.items[i]->comment);
  return (Str){0};
}

static void comment_checks(Planner *planner, const Change *change, const Object *from, const Object *domain) {
  for (size_t i = 0; i < domain->children.len; i++) {
    const Object *check = domain->children.items[i];
    if (!is_check(check) || check->name.len == 0 || model_is_unknown(check->comment)) continue;
    Str text = model_text(check->comment), old = comment_before(from, check);
    if (str_eq(text, old)) continue;
    planner_add(planner, change, comment_check(planner, domain, check, text),
                arena_printf(planner->arena, "set comment to constraint: \"%.*s\" on domain: \"%.*s\"",
                             STR_FMT(check->name), STR_FMT(domain->name)),
                comment_check(planner, domain, check, old));
  }
}

static void comment_new(Planner *planner, const Change *change, const Object *domain) {
  comment_checks(planner, change, NULL, domain);
}

static void alter_domain(PgAlter *self) {
  Arena *arena = self->planner->arena;
  const BlockSpec *block = pg_block(self->to->kind);
  alter_checks(self, true);
  if (!pg_same_attr(arena, block, &self->from->attrs, &self->to->attrs, STR("default")))
    pg_alter_add(self, domain_default(self->planner, self->to), domain_default(self->planner, self->from));
  if (pg_flag(self->from, STR("null")) != pg_flag(self->to, STR("null")))
    pg_alter_add(self, domain_null(self->planner, self->to), domain_null(self->planner, self->from));
  alter_checks(self, false);
  comment_checks(self->planner, self->change, self->from, self->to);
}

const PgKind pg_domain = {.kind = "domain",
                          .words = "DOMAIN",
                          .label = "domain",
                          .create = create_domain,
                          .further = comment_new,
                          .how = how_domain,
                          .alter = alter_domain};

/* ---- composite types ---- */

static void put_field(Ddl *out, const Object *type, const Object *field) {
  ddl_ident(out, field->name);
  pg_put_type(out, type, model_attr(&field->attrs, STR("type")));
  Str collate = model_attr(&field->attrs, STR("collate"));
  if (collate.len == 0) return;
  ddl_word(out, "COLLATE");
  ddl_ident(out, collate);
}

static void create_composite(Ddl *out, const Object *type) {
  size_t count = 0;
  ddl_word(out, "CREATE TYPE");
  ddl_name(out, object_schema_name(type), type->name);
  ddl_word(out, "AS");
  ddl_open(out);
  for (size_t i = 0; i < type->children.len; i++) {
    if (!str_eq(type->children.items[i]->kind, STR("field"))) continue;
    ddl_item(out, count++);
    put_field(out, type, type->children.items[i]);
  }
  ddl_close(out);
}

static const Object *find_field(const Object *type, Str name) {
  for (size_t i = 0; i < type->children.len; i++)
    if (str_eq(type->children.items[i]->kind, STR("field")) && str_eq(type->children.items[i]->name, name))
      return type->children.items[i];
  return NULL;
}

/* Fields can be added at the end, dropped and changed, but not moved. */
static PgHow how_composite(Comparison *self, const Object *from, const Object *to) {
  size_t at = 0;
  (void)self;
  for (size_t i = 0; i < to->children.len; i++) {
    const Object *field = to->children.items[i];
    if (find_field(from, field->name) == NULL) {
      for (size_t k = i; k < to->children.len; k++)
        if (find_field(from, to->children.items[k]->name) != NULL) return PG_REPLACE;
      return PG_ALTER;
    }
    while (at < from->children.len && !str_eq(from->children.items[at]->name, field->name)) {
      if (find_field(to, from->children.items[at]->name) != NULL) return PG_REPLACE;
      at++;
    }
    at++;
  }
  return PG_ALTER;
}

bool pg_fields_change(Arena *arena, const Object *from, const Object *to) {
  for (size_t i = 0; i < to->children.len; i++) {
    const Object *now = to->children.items[i], *old = find_field(from, now->name);
    if (old != NULL && !str_eq(pg_type_norm(arena, model_attr(&old->attrs, STR("type"))),
                               pg_type_norm(arena, model_attr(&now->attrs, STR("type")))))
      return true;
  }
  return false;
}

static void put_field_change(Ddl *out, const Object *type, const Object *old, const Object *now, size_t *count) {
  ddl_item(out, (*count)++);
  if (now == NULL) {
    ddl_word(out, "DROP ATTRIBUTE");
    ddl_ident(out, old->name);
    return;
  }
  ddl_phrase(out, old == NULL ? STR("ADD ATTRIBUTE") : STR("ALTER ATTRIBUTE"));
  ddl_ident(out, now->name);
  if (old != NULL) ddl_word(out, "TYPE");
  pg_put_type(out, type, model_attr(&now->attrs, STR("type")));
  Str collate = model_attr(&now->attrs, STR("collate"));
  if (collate.len == 0) return;
  ddl_word(out, "COLLATE");
  ddl_ident(out, collate);
}

static Str alter_fields(Planner *planner, const Object *from, const Object *to) {
  static const char *const none[] = {NULL};
  Ddl out;
  size_t count = 0;
  start_alter(planner, "TYPE", to, &out);
  for (size_t i = 0; i < from->children.len; i++) {
    const Object *old = from->children.items[i], *now = find_field(to, old->name);
    bool differs = now == NULL || !pg_same_object(planner->arena, old, now, none) ||
                   !str_eq(pg_type_norm(planner->arena, model_attr(&old->attrs, STR("type"))),
                           pg_type_norm(planner->arena, model_attr(&now->attrs, STR("type"))));
    if (differs) put_field_change(&out, to, old, now, &count);
  }
  for (size_t i = 0; i < to->children.len; i++)
    if (find_field(from, to->children.items[i]->name) == NULL)
      put_field_change(&out, to, NULL, to->children.items[i], &count);
  return ddl_done(&out);
}

static void alter_composite(PgAlter *self) {
  bool back = how_composite(NULL, self->to, self->from) == PG_ALTER;
  pg_alter_add(self, alter_fields(self->planner, self->from, self->to),
               back ? alter_fields(self->planner, self->to, self->from) : (Str){0});
}

const PgKind pg_composite = {.kind = "composite",
                             .words = "TYPE",
                             .label = "composite type",
                             .create = create_composite,
                             .how = how_composite,
                             .alter = alter_composite};

/* ---- options in parentheses ---- */

static void put_option(Ddl *out, size_t *count, const char *name) {
  ddl_item(out, (*count)++);
  ddl_phrase(out, str_from(name));
  ddl_word(out, "=");
}

/* NAME = value, for an attribute that is given; strings in quotes, others as references. */
static void put_attr(Ddl *out, size_t *count, const Object *object, const char *attr, const char *name, bool quoted) {
  Str value = model_attr(&object->attrs, str_from(attr));
  if (value.len == 0) return;
  put_option(out, count, name);
  if (quoted)
    ddl_phrase(out, expr_quote_single(out->planner->arena, value));
  else
    pg_put_ref(out, object, value);
}

static void create_range(Ddl *out, const Object *range) {
  size_t count = 0;
  ddl_word(out, "CREATE TYPE");
  ddl_name(out, object_schema_name(range), range->name);
  ddl_word(out, "AS RANGE");
  ddl_open(out);
  put_option(out, &count, "SUBTYPE");
  pg_put_type(out, range, model_attr(&range->attrs, STR("subtype")));
  put_attr(out, &count, range, "subtype_opclass", "SUBTYPE_OPCLASS", false);
  put_attr(out, &count, range, "collation", "COLLATION", false);
  put_attr(out, &count, range, "canonical", "CANONICAL", false);
  put_attr(out, &count, range, "subtype_diff", "SUBTYPE_DIFF", false);
  Str multirange = model_attr(&range->attrs, STR("multirange_type_name"));
  if (multirange.len > 0) {
    pg_needs(out->planner, 14, "multiranges");
    put_option(out, &count, "MULTIRANGE_TYPE_NAME");
    ddl_name(out, object_schema_name(range), multirange);
  }
  ddl_close(out);
}

const PgKind pg_range = {.kind = "range", .words = "TYPE", .label = "range type", .create = create_range};

/* ---- collations and casts ---- */

static void create_collation(Ddl *out, const Object *collation) {
  size_t count = 0;
  if (pg_has(collation, STR("deterministic"))) pg_needs(out->planner, 12, "collations that are not deterministic");
  if (pg_has(collation, STR("rules"))) pg_needs(out->planner, 16, "rules of collations");
  ddl_word(out, "CREATE COLLATION");
  ddl_name(out, object_schema_name(collation), collation->name);
  ddl_open(out);
  put_attr(out, &count, collation, "provider", "PROVIDER", false);
  put_attr(out, &count, collation, "locale", "LOCALE", true);
  put_attr(out, &count, collation, "lc_collate", "LC_COLLATE", true);
  put_attr(out, &count, collation, "lc_ctype", "LC_CTYPE", true);
  put_attr(out, &count, collation, "deterministic", "DETERMINISTIC", false);
  put_attr(out, &count, collation, "rules", "RULES", true);
  put_attr(out, &count, collation, "version", "VERSION", true);
  ddl_close(out);
}

static Str given_or(const Object *object, Str name, Str otherwise) {
  Str value = model_attr(&object->attrs, name);
  return value.len > 0 ? value : otherwise;
}

static bool same_given(const Object *from, const Object *to, Str name, Str otherwise) {
  return str_eq_nocase(given_or(from, name, otherwise), given_or(to, name, otherwise));
}

/* A locale stands for both parts; any version will do where a file gives none. */
static bool same_collation(Arena *arena, const Object *from, const Object *to) {
  static const Str parts[] = {STR_INIT("lc_collate"), STR_INIT("lc_ctype")};
  Str a = model_attr(&from->attrs, STR("locale")), b = model_attr(&to->attrs, STR("locale"));
  (void)arena;
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    if (!str_eq(given_or(from, parts[i], a), given_or(to, parts[i], b))) return false;
  Str x = model_attr(&from->attrs, STR("version")), y = model_attr(&to->attrs, STR("version"));
  if (x.len > 0 && y.len > 0 && !str_eq(x, y)) return false;
  return same_given(from, to, STR("provider"), STR("libc")) &&
         same_given(from, to, STR("deterministic"), STR("true")) && same_given(from, to, STR("rules"), STR(""));
}

const PgKind pg_collation = {.kind = "collation",
                             .words = "COLLATION",
                             .label = "collation",
                             .rank = -1,
                             .create = create_collation,
                             .same = same_collation};

static void create_cast(Ddl *out, const Object *cast) {
  Str function = model_attr(&cast->attrs, STR("function")), with = model_attr(&cast->attrs, STR("with"));
  Str context = model_attr(&cast->attrs, STR("as"));
  if (function.len == 0 && str_find(with, '.', 0) < with.len) function = with;
  if (context.len == 0) context = model_attr(&cast->attrs, STR("context"));
  ddl_word(out, "CREATE CAST");
  pg_put_name(out, cast);
  if (function.len > 0) {
    const Object *target = pg_ref_object(out->planner, cast, function);
    ddl_word(out, "WITH FUNCTION");
    pg_put_ref(out, cast, function);
    if (target != NULL) pg_put_args(out, target, false);
  } else {
    ddl_phrase(out, str_eq_nocase(with, STR("INOUT")) ? STR("WITH INOUT") : STR("WITHOUT FUNCTION"));
  }
  if (context.len == 0) return;
  ddl_word(out, "AS");
  ddl_phrase(out, context);
}

const PgKind pg_cast = {.kind = "cast", .words = "CAST", .label = "cast", .create = create_cast};
