/* random.h: random numbers, the same for the same seed. */
#ifndef ATLAS_TESTS_PROPERTY_RANDOM_H
#define ATLAS_TESTS_PROPERTY_RANDOM_H

#include <stdint.h>

typedef struct Random {
  uint64_t state;
} Random;

static inline uint32_t random_next(Random *self) {
  self->state = self->state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(self->state >> 33);
}

static inline uint32_t random_below(Random *self, uint32_t limit) { return limit > 0 ? random_next(self) % limit : 0; }

#endif
