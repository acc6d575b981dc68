/* mariadb_objects.c: views, functions, procedures and triggers. Elem.group of an object says which. */
#include "dialects/driver.h"
#include "tests/converge/mariadb.h"

static void start(Gen *self, uint32_t id, const char *group) {
  Elem *elem = gen_get(self, id);
  elem->group = str_from(group);
  elem->ref_count = 0;
}

static bool in_group(const Elem *elem, const char *group) { return str_eq(elem->group, str_from(group)); }

static void refer(Gen *self, uint32_t id, uint32_t to) { gen_ref(self, id, to); }

static uint32_t pick_object(Gen *self, const char *group) {
  uint32_t count = 0, chosen = 0;
  for (size_t i = 0; i < self->elems.len; i++)
    if (self->elems.items[i].kind == ELEM_OBJECT && in_group(&self->elems.items[i], group) &&
        gen_below(self, ++count) == 0)
      chosen = self->elems.items[i].id;
  return chosen;
}

static const char *comment(Gen *self) {
  return gen_chance(self, 80) ? "" : GEN_ONE(self, "  comment = \"it's\"\n", "  comment = \"a\\\\b\\nc\"\n");
}

static const char *security(Gen *self) {
  return gen_chance(self, 70) ? "" : GEN_ONE(self, "  security = INVOKER\n", "  security = DEFINER\n");
}

/* ---- views: 0 their schema, 1 table, 2 its column, 3 another table, 4 a view ---- */

static const char *const queries[] = {
    "SELECT $2 FROM #1",
    "SELECT $2 AS x FROM #1 WHERE $2 IS NOT NULL;",
    "SELECT count(*) AS n, min(a.$2) AS `lo w` FROM #1 AS a GROUP BY a.$2 HAVING n > 1",
    "SELECT a.$2 FROM #1 AS a, #3",
    "select distinct a.$2 as `B` from #1 a left join #3 b on a.$2 is null order by 1 desc limit 3",
    "SELECT * FROM #1",
    "SELECT $2 FROM #1 UNION ALL SELECT 'it''s; \\\"x\\\"'",
    "WITH q AS (SELECT $2 FROM #1) SELECT $2 FROM q",
    "SELECT case when $2 is null then 'a`b' else '\\\\\\\\' end AS c FROM #1",
    "SELECT (SELECT count(*) FROM #3) AS n, isnull($2) AS y FROM #1",
    NULL};

static void view_text(Gen *self, uint32_t id) {
  uint32_t table = gen_pick(self, ELEM_TABLE), other = gen_pick(self, ELEM_TABLE), inner = pick_object(self, "view");
  start(self, id, "view");
  refer(self, id, gen_get(self, id)->parent);
  refer(self, id, table);
  refer(self, id, gen_pick_child(self, table, ELEM_COLUMN));
  refer(self, id, other);
  const char *option = "";
  Str query = str_from(gen_one(self, queries));
  if (inner != 0 && inner < id && gen_chance(self, 25)) {
    refer(self, id, inner);
    query = gen_chance(self, 50) ? STR("SELECT count(*) AS n FROM #4") : STR("SELECT 1 AS y FROM #4 AS b");
  } else if (gen_chance(self, 25)) {
    query = STR("SELECT $2 AS x FROM #1 WHERE $2 IS NOT NULL");
    option = GEN_ONE(self, "", "  check_option = LOCAL\n", "  check_option = CASCADED\n");
  }
  gen_get(self, id)->text =
      arena_printf(self->arena, "view @9 {\n  schema = @0\n  as = \"%.*s\"\n%s%s%s}", STR_FMT(query), option,
                   security(self), gen_chance(self, 30) ? "  depends_on = [@1]\n" : "");
}

/* ---- routines: 0 schema, 1 a table, 2 its column ---- */

static const char *const args[] = {
    "",
    "  arg \"a\" {\n    type = int\n  }\n",
    "  arg \"we ird\" {\n    type = varchar(20)\n    charset = \"latin1\"\n  }\n",
    "  arg \"a\" {\n    type = decimal(10,2)\n  }\n  arg \"B\" {\n    type = enum(\"x\",\"y'z\")\n  }\n",
    "  arg \"a\" {\n    type = sql(\"bigint unsigned\")\n  }\n  arg \"b`t\" {\n    type = datetime(3)\n  }\n",
    ("  arg \"j\" {\n    type = json\n  }\n  arg \"t\" {\n    type = text\n    collate = \"utf8mb4_bin\"\n    charset "
     "= "
     "\"utf8mb4\"\n  }\n"),
    NULL};

static const char *access(Gen *self) {
  return gen_chance(self, 50) ? ""
                              : GEN_ONE(self, "  data_access = NO_SQL\n", "  data_access = READS_SQL_DATA\n",
                                        "  data_access = MODIFIES_SQL_DATA\n", "  data_access = CONTAINS_SQL\n");
}

static void function_text(Gen *self, uint32_t id) {
  uint32_t table = gen_pick(self, ELEM_TABLE);
  start(self, id, "function");
  refer(self, id, gen_get(self, id)->parent);
  refer(self, id, table);
  refer(self, id, gen_pick_child(self, table, ELEM_COLUMN));
  const char *body =
      GEN_ONE(self, "RETURN 1", "RETURN 'it''s; x'", "BEGIN\\n  DECLARE n int;\\n  SET n = 1;\\n  RETURN n;\\nEND",
              "RETURN (SELECT count(*) FROM #1)", "BEGIN RETURN (SELECT max($2) FROM #1); END;",
              "BEGIN -- a ' comment\\n  RETURN 1; /* another ; */ END", "RETURN concat('\\\\\\\\', \\\"q\\\")");
  const char *type = GEN_ONE(self, "int", "varchar(255)", "sql(\"int unsigned\")", "text", "double", "bool");
  gen_get(self, id)->text = arena_printf(
      self->arena, "function @9 {\n  schema = @0\n%s  return = %s\n%s%s%s%s  as = \"%s\"\n}", gen_one(self, args), type,
      GEN_ONE(self, "", "  deterministic = true\n", "  deterministic = false\n"), access(self), security(self),
      comment(self), body);
}

static const char *const modes[] = {"", "  arg \"a\" {\n    type = int\n    mode = OUT\n  }\n",
                                    ("  arg \"a\" {\n    type = bool\n    mode = INOUT\n  }\n  arg \"Z\" {\n    type = "
                                     "varchar(10)\n    mode = IN\n  }\n"),
                                    "  arg \"x y\" {\n    type = bigint\n  }\n", NULL};

static void procedure_text(Gen *self, uint32_t id) {
  uint32_t table = gen_pick(self, ELEM_TABLE);
  start(self, id, "procedure");
  refer(self, id, gen_get(self, id)->parent);
  refer(self, id, table);
  refer(self, id, gen_pick_child(self, table, ELEM_COLUMN));
  const char *body =
      GEN_ONE(self, "SELECT 1", "BEGIN SELECT ';'; SELECT 2; END", "UPDATE #1 SET $2 = NULL",
              "BEGIN\\n  IF 1 > 0 THEN\\n    DELETE FROM #1 WHERE $2 = 'a''b';\\n  END IF;\\nEND", "BEGIN END;");
  gen_get(self, id)->text =
      arena_printf(self->arena, "procedure @9 {\n  schema = @0\n%s%s%s%s%s  as = \"%s\"\n}", gen_one(self, modes),
                   GEN_ONE(self, "", "  deterministic = true\n"), access(self), security(self), comment(self), body);
}

/* ---- triggers: 0 table, 1 its column, 2 another table, 3 a trigger of the same event before it ---- */

static void trigger_text(Gen *self, uint32_t id) {
  uint32_t table = gen_pick(self, ELEM_TABLE);
  start(self, id, "trigger");
  refer(self, id, table);
  refer(self, id, gen_pick_child(self, table, ELEM_COLUMN));
  refer(self, id, gen_pick(self, ELEM_TABLE));
  const char *timing = GEN_ONE(self, "before", "after"), *event = GEN_ONE(self, "insert", "update", "delete");
  bool gone = event[0] == 'd';
  const char *body = gone
                         ? GEN_ONE(self, "DELETE FROM #2", "BEGIN SET @x = OLD.$1; SELECT ';' INTO @y; END")
                         : GEN_ONE(self, "SET @x = NEW.$1", "BEGIN SET @n = coalesce(@n, 0) + 1; SET @x = NEW.$1; END;",
                                   "INSERT INTO #2 VALUES ()", "BEGIN\\n  -- it's a comment\\n  SET @x = 'a;b';\\nEND");
  gen_get(self, id)->text =
      arena_printf(self->arena, "trigger @9 {\n  on = @0\n  %s {\n    %s = true\n  }\n%s  as = \"%s\"\n}", timing,
                   event, gen_chance(self, 20) ? "  foreach = ROW\n" : "", body);
}

/* ---- all ---- */

static void make(Gen *self, uint32_t id, unsigned kind) {
  switch (kind) {
  case 0:
  case 1: view_text(self, id); break;
  case 2: function_text(self, id); break;
  case 3: procedure_text(self, id); break;
  default: trigger_text(self, id); break;
  }
}

void my_objects(Gen *self) {
  uint32_t count = gen_below(self, 4);
  for (uint32_t i = 0; i < count && gen_pick(self, ELEM_TABLE) != 0; i++) {
    unsigned kind = gen_below(self, 6);
    uint32_t schema = kind < 4 ? gen_pick(self, ELEM_SCHEMA) : 0;
    make(self, gen_add(self, ELEM_OBJECT, schema, gen_name(self, "o"), STR("")), kind);
  }
}

void my_change_object(Gen *self, uint32_t id) {
  const Elem *elem = gen_get(self, id);
  if (gen_pick(self, ELEM_TABLE) == 0) return;
  if (in_group(elem, "view"))
    view_text(self, id);
  else if (in_group(elem, "function"))
    function_text(self, id);
  else if (in_group(elem, "procedure"))
    procedure_text(self, id);
  else
    trigger_text(self, id);
}

/* Stands the column in the table still? */
bool my_bad_object(const Gen *self, const Elem *object) {
  unsigned table = in_group(object, "trigger") ? 0 : 1;
  const Elem *column = gen_get(self, object->refs[table + 1]);
  if (column == NULL || column->parent != object->refs[table]) return true;
  if (!in_group(object, "view") || object->ref_count < 5) return false;
  return object->refs[4] >= object->id || !in_group(gen_get(self, object->refs[4]), "view");
}
