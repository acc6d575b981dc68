/* site.c: connections, and emptying a database the way that its server likes it. */
#include "tests/converge/site.h"

#include <stdio.h>

static bool connect_to(Site *self, Str *error) {
  DbOptions options = {.write = true};
  self->db = inspect_connect(&self->arena, &self->url, &options, error);
  return self->db != NULL;
}

/* A database of its own on the server, so that nothing else is in it. */
static bool enter_postgres(Site *self, Str *error) {
  if (!site_run(self, STR("DROP DATABASE IF EXISTS atlas_converge"), error) ||
      !site_run(self, STR("CREATE DATABASE atlas_converge"), error))
    return false;
  db_close(self->db);
  self->url.path = STR("atlas_converge");
  return connect_to(self, error) && site_run(self, STR("DROP SCHEMA public; SET client_min_messages = error"), error);
}

static bool reads(const char *server) { return strcmp(server, "read") == 0; }

/* A new reading of SQL, without a schema. */
static bool start_reading(Site *self, Str *error) {
  uint32_t at;
  postgresql_ddl_reader.close(self->read);
  self->read = postgresql_ddl_reader.open();
  return postgresql_ddl_reader.run(self->read, &self->arena, STR("DROP SCHEMA public"), 0, error, &at);
}

bool site_open(Site *self, const char *server, const char *url) {
  Str error = {0};
  *self = (Site){.server = server};
  arena_init(&self->arena, 0);
  if (reads(server)) return start_reading(self, &error);
  bool ok = db_url_parse(&self->arena, str_from(url), &self->url) && connect_to(self, &error);
  if (ok && strncmp(server, "postgres", 8) == 0) {
    ok = enter_postgres(self, &error);
    if (ok) self->empty = site_inspect(self, &self->arena, &error);
  }
  if (!ok) fprintf(stderr, "%s: %.*s\n", url, STR_FMT(error));
  return ok;
}

void site_close(Site *self) {
  postgresql_ddl_reader.close(self->read);
  db_close(self->db);
  if (self->empty != NULL) realm_free(self->empty);
  arena_free(&self->arena);
}

bool site_run(Site *self, Str sql, Str *error) {
  uint32_t at;
  if (self->read != NULL) return postgresql_ddl_reader.run(self->read, &self->arena, sql, 0, error, &at);
  if (db_script(self->db, sql)) return true;
  *error = db_error(self->db);
  return false;
}

bool site_relax(Site *self) {
  return strcmp(self->server, "sqlite") != 0 || db_script(self->db, STR("PRAGMA foreign_keys = off"));
}

/* Runs the statement that each row of the query gives. */
static bool run_each(Site *self, const char *query, Str *error) {
  DbRows rows = {0};
  Arena arena;
  arena_init(&arena, 0);
  bool ok = db_query(self->db, &arena, query, NULL, 0, &rows);
  if (!ok) *error = db_error(self->db);
  for (size_t i = 0; ok && i < rows.count; i++) ok = site_run(self, db_cell(&rows, i, 0), error);
  arena_free(&arena);
  return ok;
}

static const char postgres_schemas[] = "SELECT 'DROP SCHEMA ' || quote_ident(nspname) || ' CASCADE' FROM pg_namespace "
                                       "WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'";
static const char mysql_schemas[] =
    "SELECT CONCAT('DROP DATABASE `', REPLACE(schema_name, '`', '``'), '`') FROM information_schema.schemata "
    "WHERE schema_name NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys')";

bool site_is_lost(const Site *self) { return self->read == NULL && db_failure(self->db) != DB_REFUSED; }

bool site_clear(Site *self, Str *error) {
  if (self->read != NULL) return start_reading(self, error);
  if (strcmp(self->server, "sqlite") == 0) {
    db_close(self->db);
    return connect_to(self, error);
  }
  if (strncmp(self->server, "postgres", 8) == 0) return run_each(self, postgres_schemas, error);
  return site_run(self, STR("SET foreign_key_checks = 0"), error) && run_each(self, mysql_schemas, error) &&
         site_run(self, STR("SET foreign_key_checks = 1"), error);
}

Realm *site_inspect(Site *self, Arena *arena, Str *error) {
  if (self->read != NULL) return postgresql_ddl_reader.realm(self->read, arena, error);
  return inspect_db(arena, self->db, &self->url, NULL, error);
}
