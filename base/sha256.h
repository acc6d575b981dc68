/* sha256.h: SHA-256 (FIPS 180-4) of a stream of bytes, and base64. */
#ifndef ATLAS_BASE_SHA256_H
#define ATLAS_BASE_SHA256_H

#include "base/str.h"

enum { SHA256_SIZE = 32, SHA256_BLOCK = 64, SHA256_BASE64 = 44 };

/* May be copied: the copy goes on from the same place. */
typedef struct Sha256 {
  uint32_t state[8];
  uint64_t total; /* bytes taken */
  uint8_t rest[SHA256_BLOCK];
} Sha256;

void sha256_init(Sha256 *self);
void sha256_add(Sha256 *self, Str bytes);
/* The sum of what was added so far; more may be added afterwards. */
void sha256_sum(const Sha256 *self, uint8_t out[SHA256_SIZE]);
/* The same in base64 with padding, 44 characters and a NUL. */
void sha256_base64(const Sha256 *self, char out[SHA256_BASE64 + 1]);

#endif
