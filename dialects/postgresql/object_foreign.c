/* object_foreign.c: foreign servers and user mappings of PostgreSQL. */
#include "dialects/postgresql/object.h"

/* ---- options ---- */

typedef struct Option {
  Str name, value;
} Option;

/* "{host = db, port = 5432}" */
static size_t read_options(Arena *arena, Str map, Option **out) {
  size_t count = 0;
  *out = arena_array(arena, Option, map.len + 1);
  if (map.len < 2 || map.ptr[0] != '{') return 0;
  map = str_sub(map, 1, map.len - 1);
  for (size_t at = 0; at < map.len;) {
    size_t equals = str_find(map, '=', at), next = str_find(map, '=', equals + 1), end = next;
    if (equals >= map.len) break;
    while (next < map.len && end > equals && map.ptr[end] != ',') end--;
    (*out)[count++] = (Option){str_trim(str_sub(map, at, equals)), str_trim(str_sub(map, equals + 1, end))};
    at = end + 1;
    while (at < map.len && map.ptr[at] == ' ') at++;
  }
  return count;
}

static void put_option(Ddl *out, const Option *option) {
  ddl_ident(out, option->name);
  ddl_phrase(out, expr_quote_single(out->planner->arena, option->value));
}

void pg_put_server_options(Ddl *out, Str map) {
  Option *options;
  size_t count = read_options(out->planner->arena, map, &options);
  if (count == 0) return;
  ddl_word(out, "OPTIONS ");
  ddl_open(out);
  for (size_t i = 0; i < count; i++) {
    ddl_item(out, i);
    put_option(out, &options[i]);
  }
  ddl_close(out);
}

static const Option *find(const Option *options, size_t count, Str name) {
  for (size_t i = 0; i < count; i++)
    if (str_eq(options[i].name, name)) return &options[i];
  return NULL;
}

bool pg_same_map(Arena *arena, Str a, Str b) {
  Option *x, *y;
  size_t count = read_options(arena, a, &x);
  if (count != read_options(arena, b, &y)) return false;
  for (size_t i = 0; i < count; i++) {
    const Option *other = find(y, count, x[i].name);
    if (other == NULL || !str_eq(other->value, x[i].value)) return false;
  }
  return true;
}

/* OPTIONS (ADD "a" 'x', SET "b" 'y', DROP "c") */
static void put_option_changes(Ddl *out, Str from, Str to) {
  Option *old, *now;
  size_t shown = 0;
  size_t old_count = read_options(out->planner->arena, from, &old);
  size_t count = read_options(out->planner->arena, to, &now);
  ddl_word(out, "OPTIONS ");
  ddl_open(out);
  for (size_t i = 0; i < count; i++) {
    const Option *before = find(old, old_count, now[i].name);
    if (before != NULL && str_eq(before->value, now[i].value)) continue;
    ddl_item(out, shown++);
    ddl_phrase(out, before != NULL ? STR("SET") : STR("ADD"));
    put_option(out, &now[i]);
  }
  for (size_t i = 0; i < old_count; i++) {
    if (find(now, count, old[i].name) != NULL) continue;
    ddl_item(out, shown++);
    ddl_word(out, "DROP");
    ddl_ident(out, old[i].name);
  }
  ddl_close(out);
}

/* ---- servers ---- */

static void create_server(Ddl *out, const Object *server) {
  Str type = model_attr(&server->attrs, STR("type")), version = model_attr(&server->attrs, STR("version"));
  Arena *arena = out->planner->arena;
  ddl_word(out, "CREATE SERVER");
  ddl_ident(out, server->name);
  if (type.len > 0) ddl_phrase(out, arena_printf(arena, "TYPE %.*s", STR_FMT(expr_quote_single(arena, type))));
  if (version.len > 0) ddl_phrase(out, arena_printf(arena, "VERSION %.*s", STR_FMT(expr_quote_single(arena, version))));
  ddl_word(out, "FOREIGN DATA WRAPPER");
  ddl_ident(out, model_last_step(out->planner->arena, model_attr(&server->attrs, STR("fdw"))));
  pg_put_server_options(out, model_attr(&server->attrs, STR("options")));
}

static PgHow how_server(Comparison *self, const Object *from, const Object *to) {
  const BlockSpec *block = pg_block(to->kind);
  bool same = pg_same_attr(self->arena, block, &from->attrs, &to->attrs, STR("fdw")) &&
              pg_same_attr(self->arena, block, &from->attrs, &to->attrs, STR("type"));
  bool version = pg_has(to, STR("version")) || !pg_has(from, STR("version"));
  return same && version ? PG_ALTER : PG_REPLACE;
}

static Str alter_text(Planner *planner, const Object *from, const Object *to) {
  Str old = model_attr(&from->attrs, STR("options")), now = model_attr(&to->attrs, STR("options"));
  Str version = model_attr(&to->attrs, STR("version"));
  Ddl out = ddl_start(planner);
  ddl_word(&out, "ALTER SERVER");
  ddl_ident(&out, to->name);
  if (!str_eq(version, model_attr(&from->attrs, STR("version")))) {
    ddl_word(&out, "VERSION");
    ddl_phrase(&out, expr_quote_single(planner->arena, version.len > 0 ? version : STR("")));
  }
  if (!str_eq(old, now)) put_option_changes(&out, old, now);
  return ddl_done(&out);
}

static void alter_server(PgAlter *self) {
  pg_alter_add(self, alter_text(self->planner, self->from, self->to), alter_text(self->planner, self->to, self->from));
}

const PgKind pg_server = {.kind = "server",
                          .words = "SERVER",
                          .label = "server",
                          .create = create_server,
                          .how = how_server,
                          .alter = alter_server};

/* ---- user mappings ---- */

static void create_mapping(Ddl *out, const Object *mapping) {
  ddl_word(out, "CREATE USER MAPPING");
  pg_put_name(out, mapping);
  pg_put_server_options(out, model_attr(&mapping->attrs, STR("options")));
}

const PgKind pg_user_mapping = {.kind = "user_mapping",
                                .words = "USER MAPPING",
                                .label = "user mapping",
                                .no_comment = true,
                                .create = create_mapping};
