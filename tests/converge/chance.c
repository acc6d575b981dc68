/* chance.c: random choices, and random types from the tables of the dialect. */
#include "dialects/driver.h"
#include "tests/converge/gen.h"

uint32_t gen_below(Gen *self, uint32_t limit) { return random_below(self->random, limit); }

bool gen_chance(Gen *self, unsigned percent) { return random_below(self->random, 100) < percent; }

const char *gen_one(Gen *self, const char *const *texts) {
  uint32_t count = 0;
  while (texts[count] != NULL) count++;
  return texts[gen_below(self, count)];
}

/* A number that the parameter takes: often one of its limits. */
static void put_number(Gen *self, Buf *out, const TypeParam *param, int64_t most) {
  int64_t low = param->min != INT64_MIN ? param->min : 1, high = param->max < most ? param->max : most;
  if (low < 1 && str_eq(param->name, STR("size"))) low = 1;
  if (high < low) high = low;
  int64_t number = low + gen_below(self, (uint32_t)(high - low + 1));
  if (gen_chance(self, 20)) number = high;
  if (param->allowed != NULL) {
    buf_put(out, param->allowed->words[gen_below(self, param->allowed->count)].name);
    return;
  }
  buf_printf(out, "%lld", (long long)number);
}

static void put_words(Gen *self, Buf *out) {
  uint32_t count = 1 + gen_below(self, 4);
  for (uint32_t i = 0; i < count; i++)
    buf_printf(out, "%s\"%s%u\"", i > 0 ? ", " : "", GEN_ONE(self, "a", "B b", "it's", "x-y", "\\\"q"), i);
}

static void put_args(Gen *self, Buf *out, const TypeSpec *spec) {
  uint16_t count = spec->param_min;
  if (spec->param_count > count) count = (uint16_t)(count + gen_below(self, spec->param_count - count + 1u));
  int64_t first = 0;
  for (uint16_t i = 0; i < count; i++) {
    const TypeParam *param = &spec->params[i];
    buf_put(out, i == 0 ? STR("(") : STR(", "));
    size_t start = out->len;
    if (param->variadic)
      put_words(self, out);
    else
      put_number(self, out, param, i > 0 && first > 0 ? first : 60);
    if (i == 0) first = strtol(out->ptr + start, NULL, 10);
  }
  if (count > 0) buf_putc(out, ')');
}

static bool is_usable(const TypeSpec *spec, const char *const *without) {
  if (spec->raw_only || spec->server_lacks || spec->extension.len > 0) return false;
  return !driver_word_in(spec->name, without);
}

Str gen_type(Gen *self, const char *const *without, const TypeSpec **spec) {
  do *spec = &self->dialect->types[gen_below(self, self->dialect->type_count)];
  while (!is_usable(*spec, without));
  Buf out = {0};
  buf_put(&out, (*spec)->name);
  put_args(self, &out, *spec);
  Str text = arena_str(self->arena, buf_str(&out));
  buf_free(&out);
  return text;
}

void gen_condition_prop(Gen *self, uint32_t parent, const char *name, uint32_t table) {
  gen_prop(self, parent, name, STR(""));
  uint32_t prop = gen_find_prop(self, parent, name)->id;
  self->profile->expression(self, gen_get(self, prop), table, true);
  Elem *elem = gen_get(self, prop);
  elem->text = arena_printf(self->arena, "\"%.*s\"", STR_FMT(elem->text));
}
