/* object_sequence.c: sequences and extensions of PostgreSQL. */
#include "dialects/postgresql/object.h"

/* ---- sequences ---- */

static Str type_of(Arena *arena, const Object *sequence) { return pg_type_norm(arena, pg_attr(sequence, STR("type"))); }

/* An option that is given; when `all`, also what it is otherwise. */
static void put_option(Ddl *out, const Object *sequence, const char *attr, const char *words, const char *otherwise,
                       bool all) {
  Str value = model_attr(&sequence->attrs, str_from(attr));
  if (value.len > 0) {
    ddl_phrase(out, str_from(words));
    ddl_phrase(out, value);
  } else if (all) {
    ddl_phrase(out, str_from(otherwise));
  }
}

static bool goes_down(const Object *sequence) {
  Str increment = model_attr(&sequence->attrs, STR("increment"));
  return increment.len > 0 && increment.ptr[0] == '-';
}

/* NO MAXVALUE means another limit in ALTER SEQUENCE: limits are always written there. */
static Str limit_text(Arena *arena, const Object *sequence, bool low) {
  Str type = type_of(arena, sequence);
  bool down = goes_down(sequence), small = str_eq(type, STR("smallint")), plain = str_eq(type, STR("integer"));
  if (low && !down) return STR("MINVALUE 1");
  if (!low && down) return STR("MAXVALUE -1");
  Str value = small ? STR("32767") : plain ? STR("2147483647") : STR("9223372036854775807");
  if (!low) return arena_printf(arena, "MAXVALUE %.*s", STR_FMT(value));
  return small ? STR("MINVALUE -32768") : plain ? STR("MINVALUE -2147483648") : STR("MINVALUE -9223372036854775808");
}

static Str first_value(const Object *sequence) {
  bool down = goes_down(sequence);
  Str limit = model_attr(&sequence->attrs, down ? STR("max_value") : STR("min_value"));
  return limit.len > 0 ? limit : down ? STR("-1") : STR("1");
}

static void put_options(Ddl *out, const Object *sequence, bool all) {
  Arena *arena = out->planner->arena;
  Str start = arena_printf(arena, "START WITH %.*s", STR_FMT(first_value(sequence)));
  Str type = type_of(arena, sequence);
  if (all || !str_eq(type, STR("bigint"))) {
    ddl_word(out, "AS");
    ddl_phrase(out, type);
  }
  put_option(out, sequence, "increment", "INCREMENT BY", "INCREMENT BY 1", all);
  put_option(out, sequence, "min_value", "MINVALUE", limit_text(arena, sequence, true).ptr, all);
  put_option(out, sequence, "max_value", "MAXVALUE", limit_text(arena, sequence, false).ptr, all);
  put_option(out, sequence, "start", "START WITH", start.ptr, all);
  put_option(out, sequence, "cache", "CACHE", "CACHE 1", all);
  if (pg_flag(sequence, STR("cycle")))
    ddl_word(out, "CYCLE");
  else if (all)
    ddl_word(out, "NO CYCLE");
}

static Str all_options(Arena *arena, const Object *sequence) {
  Planner planner = {.arena = arena};
  Ddl out = ddl_start(&planner);
  put_options(&out, sequence, true);
  return ddl_done(&out);
}

static bool same_options(Arena *arena, const Object *from, const Object *to) {
  return str_eq(all_options(arena, from), all_options(arena, to));
}

static bool same_owner(Arena *arena, const Object *from, const Object *to) {
  return pg_same_attr(arena, pg_block(to->kind), &from->attrs, &to->attrs, STR("owner"));
}

static bool same_sequence(Arena *arena, const Object *from, const Object *to) {
  return same_options(arena, from, to) && same_owner(arena, from, to);
}

static void create_sequence(Ddl *out, const Object *sequence) {
  ddl_word(out, "CREATE SEQUENCE");
  ddl_name(out, object_schema_name(sequence), sequence->name);
  put_options(out, sequence, false);
}

/* A sequence that turns round starts anew: its last value is outside of the new limits. */
static Str alter_text(Planner *planner, const Object *from, const Object *sequence) {
  Ddl out = ddl_start(planner);
  ddl_word(&out, "ALTER SEQUENCE");
  ddl_name(&out, object_schema_name(sequence), sequence->name);
  put_options(&out, sequence, true);
  if (goes_down(from) != goes_down(sequence)) ddl_word(&out, "RESTART");
  return ddl_done(&out);
}

static Str owner_text(Planner *planner, const Object *sequence) {
  Str owner = model_attr(&sequence->attrs, STR("owner"));
  Ddl out = ddl_start(planner);
  ddl_word(&out, "ALTER SEQUENCE");
  ddl_name(&out, object_schema_name(sequence), sequence->name);
  ddl_word(&out, "OWNED BY");
  if (owner.len > 0)
    pg_put_ref(&out, sequence, owner);
  else
    ddl_word(&out, "NONE");
  return ddl_done(&out);
}

static Str no_owner(Planner *planner, const Object *sequence) {
  Object without = *sequence;
  without.attrs.len = 0;
  return owner_text(planner, &without);
}

static Str owner_words(Planner *planner, const Object *sequence) {
  return arena_printf(planner->arena, "set owner of sequence \"%.*s\"", STR_FMT(sequence->name));
}

static void own_sequence(Planner *planner, const Change *change, const Object *sequence) {
  if (pg_has(sequence, STR("owner")))
    planner_add(planner, change, owner_text(planner, sequence), owner_words(planner, sequence),
                no_owner(planner, sequence));
}

/* It would go along with its owner. */
static Str leave_owner(Planner *planner, const Object *sequence, Str *reverse) {
  if (!pg_has(sequence, STR("owner"))) return (Str){0};
  *reverse = owner_text(planner, sequence);
  return no_owner(planner, sequence);
}

static PgHow how_sequence(Comparison *self, const Object *from, const Object *to) {
  (void)self;
  (void)from;
  (void)to;
  return PG_ALTER;
}

static void alter_sequence(PgAlter *self) {
  Arena *arena = self->planner->arena;
  if (!same_options(arena, self->from, self->to))
    pg_alter_add(self, alter_text(self->planner, self->from, self->to),
                 alter_text(self->planner, self->to, self->from));
  if (same_owner(arena, self->from, self->to)) return;
  self->comment = owner_words(self->planner, self->to);
  Str reverse = {0}, leave = leave_owner(self->planner, self->from, &reverse);
  pg_alter_add(self, leave, reverse);
  own_sequence(self->planner, self->change, self->to);
}

const PgKind pg_sequence = {.kind = "sequence",
                            .words = "SEQUENCE",
                            .label = "sequence",
                            .create = create_sequence,
                            .further = own_sequence,
                            .same = same_sequence,
                            .leave = leave_owner,
                            .how = how_sequence,
                            .alter = alter_sequence};

/* ---- extensions ---- */

static void create_extension(Ddl *out, const Object *extension) {
  Str schema = object_schema_name(extension), version = model_attr(&extension->attrs, STR("version"));
  ddl_word(out, "CREATE EXTENSION");
  ddl_ident(out, extension->name);
  if (schema.len > 0 || version.len > 0) ddl_word(out, "WITH");
  if (schema.len > 0) {
    ddl_word(out, "SCHEMA");
    ddl_ident(out, schema);
  }
  if (version.len == 0) return;
  ddl_word(out, "VERSION");
  ddl_phrase(out, expr_quote_single(out->planner->arena, version));
}

static Str set_version(Planner *planner, const Object *extension) {
  Ddl out = ddl_start(planner);
  ddl_word(&out, "ALTER EXTENSION");
  ddl_ident(&out, extension->name);
  ddl_word(&out, "UPDATE TO");
  ddl_phrase(&out, expr_quote_single(planner->arena, model_attr(&extension->attrs, STR("version"))));
  return ddl_done(&out);
}

static void alter_extension(PgAlter *self) {
  if (pg_has(self->to, STR("version")) && pg_has(self->from, STR("version")))
    pg_alter_add(self, set_version(self->planner, self->to), set_version(self->planner, self->from));
}

const PgKind pg_extension = {.kind = "extension",
                             .words = "EXTENSION",
                             .label = "extension",
                             .rank = -3,
                             .no_comment = true,
                             .create = create_extension,
                             .how = how_sequence,
                             .alter = alter_extension};
