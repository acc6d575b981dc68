/* ddl_read_rows_code.c: the catalog as rows: routines, triggers, policies. */
#include "dialects/postgresql/ddl_read_rows.h"

/* ---- routines ---- */

static void null_cells(Rows *self, size_t count) {
  for (size_t i = 0; i < count; i++) cell(self, (Str){0});
}

static void routine_head(Rows *self, const CatRoutine *routine, size_t number) {
  cell(self, arena_printf(self->arena, "%zu", number));
  cell(self, routine->item.schema->name);
  cell(self, routine->item.name);
  cell_char(self, routine->prokind);
  cell(self, routine->language);
  cell(self, routine->source.ptr != NULL ? routine->source : STR(""));
  cell_or_null(self, routine->body);
  cell_char(self, routine->volatility);
  cell_flag(self, routine->strict);
  cell_flag(self, routine->leakproof);
  cell_flag(self, routine->definer);
  cell_char(self, routine->parallel);
  cell_flag(self, routine->returns_set);
  cell_or_null(self, routine->config);
  cell_or_null(self, routine->item.comment);
  cell_type(self, &routine->result);
}

static void argument(Rows *self, const CatArg *arg, size_t number) {
  ExprScope scope = {.read = self->read, .arena = self->arena};
  if (arg == NULL) {
    null_cells(self, 7);
    return;
  }
  cell(self, arena_printf(self->arena, "%zu", number));
  cell(self, arg->name.ptr != NULL ? arg->name : STR(""));
  cell(self, arg->mode);
  cell_type(self, &arg->type);
  cell(self, arg->value != NULL ? pgddl_expr(&scope, arg->value, &arg->type) : (Str){0});
}

static void aggregate(Rows *self, const CatRoutine *routine) {
  if (routine->prokind != 'a') {
    null_cells(self, 8);
    return;
  }
  cell(self, routine->step_schema);
  cell(self, routine->step);
  cell_type(self, &routine->state);
  cell(self, routine->final_schema);
  cell_or_null(self, routine->final);
  cell(self, routine->initial);
}

void rows_routines(Rows *self) {
  Items items = rows_sorted(self, ITEM_ROUTINE);
  for (size_t i = 0; i < items.len; i++) {
    const CatRoutine *routine = (const CatRoutine *)items.items[i];
    bool native = str_eq(routine->language, STR("c")) || str_eq(routine->language, STR("internal"));
    if (native && routine->prokind != 'a') continue;
    for (size_t k = 0; k < routine->args.len || k == 0; k++) {
      routine_head(self, routine, i + 1);
      argument(self, k < routine->args.len ? &routine->args.items[k] : NULL, k + 1);
      aggregate(self, routine);
    }
  }
  array_free(&items);
}

/* ---- triggers ---- */

static Str column_list(const Rows *self, const CatTrigger *trigger) {
  Buf out = {0};
  for (size_t i = 0; i < trigger->columns.len; i++)
    buf_printf(&out, "%s%.*s", i > 0 ? "," : "",
               STR_FMT(pgddl_quote_name(self->arena, trigger->columns.items[i]->item.name)));
  Str text = out.len > 0 ? arena_str(self->arena, buf_str(&out)) : (Str){0};
  buf_free(&out);
  return text;
}

static void trigger_row(Rows *self, const CatTrigger *trigger) {
  const CatTable *table = trigger->table;
  Str when = trigger->when != NULL ? rows_expr(self, table, trigger->when, NULL) : (Str){0};
  bool deferrable = trigger->deferrable || trigger->deferred;
  cell(self, table->item.schema->name);
  cell(self, table->item.name);
  cell(self, trigger->item.name);
  cell(self, arena_printf(self->arena, "%ld", trigger->type));
  cell(self, trigger->routine != NULL ? trigger->routine->item.schema->name : trigger->function_schema);
  cell(self, trigger->routine != NULL ? trigger->routine->item.name : trigger->function);
  cell(self, trigger->args);
  cell(self, when.len > 0 ? arena_printf(self->arena, "TRIGGER WHEN (%.*s) EXECUTE ", STR_FMT(when)) : STR(""));
  cell(self, column_list(self, trigger));
  cell_or_null(self, trigger->old_table);
  cell_or_null(self, trigger->new_table);
  cell_flag(self, trigger->constraint);
  cell_flag(self, deferrable);
  cell_flag(self, trigger->deferred);
  cell(self, trigger->from != NULL ? trigger->from->item.schema->name : (Str){0});
  cell(self, trigger->from != NULL ? trigger->from->item.name : (Str){0});
  cell_or_null(self, trigger->item.comment);
}

static void policy_row(Rows *self, const CatPolicy *policy) {
  const CatTable *table = policy->table;
  cell(self, table->item.schema->name);
  cell(self, table->item.name);
  cell(self, policy->item.name);
  cell(self, policy->command);
  cell_flag(self, policy->permissive);
  cell_or_null(self, policy->roles);
  cell(self, policy->using_ != NULL ? rows_expr(self, table, policy->using_, NULL) : (Str){0});
  cell(self, policy->check != NULL ? rows_expr(self, table, policy->check, NULL) : (Str){0});
  cell_or_null(self, policy->item.comment);
}

static int by_table(const void *a, const void *b) {
  const Item *x = *(Item *const *)a, *y = *(Item *const *)b;
  int order = str_cmp(x->schema->name, y->schema->name);
  return order != 0 ? order : str_cmp(x->name, y->name);
}

static int by_name(const void *a, const void *b) {
  return str_cmp((*(Item *const *)a)->name, (*(Item *const *)b)->name);
}

static void each_table(Rows *self, bool policies) {
  Items tables = {0};
  for (size_t i = 0; i < self->read->items.len; i++) {
    Item *item = self->read->items.items[i];
    if (!rows_shown(item) || (item->kind != ITEM_TABLE && item->kind != ITEM_VIEW)) continue;
    if (!((CatTable *)item)->is_partition) array_push(&tables, item);
  }
  if (tables.len > 0) qsort(tables.items, tables.len, sizeof *tables.items, by_table);
  for (size_t i = 0; i < tables.len; i++) {
    CatTable *table = (CatTable *)tables.items[i];
    Items *parts = policies ? &table->policies : &table->triggers;
    if (parts->len > 0) qsort(parts->items, parts->len, sizeof *parts->items, by_name);
    for (size_t k = 0; k < parts->len; k++) {
      if (policies)
        policy_row(self, (const CatPolicy *)parts->items[k]);
      else
        trigger_row(self, (const CatTrigger *)parts->items[k]);
    }
  }
  array_free(&tables);
}

void rows_triggers(Rows *self) { each_table(self, false); }
void rows_policies(Rows *self) { each_table(self, true); }
