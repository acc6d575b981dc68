/* sha256.c: SHA-256 after FIPS 180-4, in portable C. */
#include "base/sha256.h"

static const uint32_t round_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t rotate(uint32_t x, unsigned n) { return x >> n | x << (32 - n); }

static uint32_t read_word(const uint8_t *at) {
  return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* The 16 words of a block, stretched to 64. */
static void schedule(const uint8_t *block, uint32_t w[64]) {
  for (size_t i = 0; i < 16; i++) w[i] = read_word(block + 4 * i);
  for (int i = 16; i < 64; i++) {
    uint32_t a = w[i - 15], b = w[i - 2];
    a = rotate(a, 7) ^ rotate(a, 18) ^ a >> 3;
    b = rotate(b, 17) ^ rotate(b, 19) ^ b >> 10;
    w[i] = w[i - 16] + a + w[i - 7] + b;
  }
}

static void add_block(uint32_t state[8], const uint8_t *block) {
  uint32_t w[64], s[8];
  schedule(block, w);
  memcpy(s, state, sizeof s);
  for (int i = 0; i < 64; i++) {
    uint32_t choice = (s[4] & s[5]) ^ (~s[4] & s[6]), major = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]);
    uint32_t one = s[7] + (rotate(s[4], 6) ^ rotate(s[4], 11) ^ rotate(s[4], 25)) + choice + round_constants[i] + w[i];
    uint32_t two = (rotate(s[0], 2) ^ rotate(s[0], 13) ^ rotate(s[0], 22)) + major;
    memmove(s + 1, s, 7 * sizeof *s);
    s[4] += one;
    s[0] = one + two;
  }
  for (int i = 0; i < 8; i++) state[i] += s[i];
}

void sha256_init(Sha256 *self) {
  *self = (Sha256){
      {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}, 0, {0}};
}

void sha256_add(Sha256 *self, Str bytes) {
  size_t used = self->total % SHA256_BLOCK;
  self->total += bytes.len;
  while (bytes.len > 0) {
    if (used == 0 && bytes.len >= SHA256_BLOCK) {
      add_block(self->state, (const uint8_t *)bytes.ptr);
      bytes = str_sub(bytes, SHA256_BLOCK, bytes.len);
      continue;
    }
    size_t take = SHA256_BLOCK - used < bytes.len ? SHA256_BLOCK - used : bytes.len;
    memcpy(self->rest + used, bytes.ptr, take);
    bytes = str_sub(bytes, take, bytes.len);
    used = (used + take) % SHA256_BLOCK;
    if (used == 0) add_block(self->state, self->rest);
  }
}

void sha256_sum(const Sha256 *self, uint8_t out[SHA256_SIZE]) {
  Sha256 end = *self;
  uint64_t bits = self->total * 8;
  char tail[8];
  for (int i = 0; i < 8; i++) tail[i] = (char)(bits >> (56 - 8 * i) & 0xff);
  static const char padding[SHA256_BLOCK] = "\x80";
  size_t used = self->total % SHA256_BLOCK;
  sha256_add(&end, str_make(padding, (used < 56 ? 56 : 120) - used));
  sha256_add(&end, str_make(tail, sizeof tail));
  for (int i = 0; i < SHA256_SIZE; i++) out[i] = (uint8_t)(end.state[i / 4] >> (24 - 8 * (i % 4)));
}

void sha256_base64(const Sha256 *self, char out[SHA256_BASE64 + 1]) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  uint8_t sum[SHA256_SIZE + 1] = {0};
  sha256_sum(self, sum);
  for (int i = 0, at = 0; i < SHA256_SIZE; i += 3, at += 4) {
    uint32_t three = (uint32_t)sum[i] << 16 | (uint32_t)sum[i + 1] << 8 | (i + 2 < SHA256_SIZE ? sum[i + 2] : 0U);
    for (int k = 0; k < 4; k++) out[at + k] = digits[three >> (18 - 6 * k) & 63];
  }
  out[SHA256_BASE64 - 1] = '=';
  out[SHA256_BASE64] = '\0';
}
