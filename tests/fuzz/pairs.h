/* pairs.h: pairs of schemas for fuzz targets: random ones (tests/converge) with bytes changed in them. The target has
 * to be linked with the makers of tests/converge. */
#ifndef ATLAS_TESTS_PAIRS_H
#define ATLAS_TESTS_PAIRS_H

#include "tests/converge/gen.h"

/* The bytes change others in the text: place, value, place, value ... */
static inline void pair_damage(Buf *text, const uint8_t *data, size_t size) {
  for (size_t i = 0; i + 3 < size && text->len > 0; i += 4) {
    size_t at = ((size_t)data[i] << 8 | data[i + 1]) % text->len;
    text->ptr[at] = data[i + 2] % 2 == 0 ? (char)data[i + 3] : text->ptr[(at + data[i + 3]) % text->len];
  }
}

/* The first eight bytes are the seed of the pair, the others damage one side. The caller frees both. */
static inline void pair_make(const Profile *profile, const uint8_t *data, size_t size, Buf *x, Buf *y) {
  Arena arena;
  Random random = {.state = 88172645463325252u};
  uint32_t next_id = 0;
  arena_init(&arena, 0);
  for (size_t i = 0; i < size && i < 8; i++) random.state = random.state * 31 + data[i];
  Gen a = {.arena = &arena, .random = &random, .profile = profile, .next_id = &next_id};
  a.dialect = dialect_named(profile->dialect);
  gen_schema(&a);
  Gen b = gen_clone(&a);
  gen_mutate(&b);
  gen_render(&a, x);
  gen_render(&b, y);
  if (size > 8) pair_damage(data[0] % 2 == 0 ? x : y, data + 8, size - 8);
  gen_free(&a);
  gen_free(&b);
  arena_free(&arena);
}

#endif
