/* shrink.c: delta debugging: takes elements out of both schemas, then out of one, and undoes changes. */
#include "tests/converge/shrink.h"

typedef struct Shrink {
  PairJudge *judge;
  void *context;
  Gen *a, *b;
  PairResult *result;
} Shrink;

/* Takes the candidates when they fail in the same way. */
static bool keep(Shrink *self, Gen *a, Gen *b) {
  PairResult result = {0};
  gen_repair(a);
  gen_repair(b);
  bool smaller = a->elems.len + b->elems.len < self->a->elems.len + self->b->elems.len;
  if (smaller) self->judge(self->context, a, b, &result);
  if (!smaller || result.verdict != self->result->verdict) {
    gen_free(a);
    gen_free(b);
    buf_free(&result.detail);
    return false;
  }
  gen_free(self->a);
  gen_free(self->b);
  buf_free(&self->result->detail);
  *self->a = *a;
  *self->b = *b;
  *self->result = result;
  return true;
}

enum { IN_BOTH, IN_A, IN_B, SHRINK_WAYS };

static bool without(Shrink *self, uint32_t id, int way) {
  Gen a = gen_clone(self->a), b = gen_clone(self->b);
  if (way != IN_B) gen_remove(&a, id);
  if (way != IN_A) gen_remove(&b, id);
  return keep(self, &a, &b);
}

/* All elements of one side, newest first. */
static bool pass(Shrink *self, Gen *side, int way) {
  bool changed = false;
  for (size_t i = side->elems.len; i > 0; i--)
    if (i <= side->elems.len) changed |= without(self, side->elems.items[i - 1].id, way);
  return changed;
}

/* A becomes B: all that matters may be the creation. */
static void one_schema(Shrink *self) {
  for (int way = 0; way < 2; way++) {
    Gen a = gen_clone(way == 0 ? self->a : self->b), b = gen_clone(&a);
    if (keep(self, &a, &b)) return;
  }
}

void shrink(PairJudge *judge, void *context, Gen *a, Gen *b, PairResult *result) {
  Shrink self = {judge, context, a, b, result};
  one_schema(&self);
  for (bool changed = true; changed;) {
    changed = false;
    for (int way = 0; way < SHRINK_WAYS; way++) changed |= pass(&self, way == IN_B ? b : a, way);
  }
}
