/* str.c: slices of bytes: comparing, searching, hashing and edit distance. */
#include "base/str.h"

Str str_sub(Str s, size_t from, size_t to) {
  if (to > s.len) to = s.len;
  if (from > to) from = to;
  return str_make(s.len > 0 ? s.ptr + from : s.ptr, to - from);
}

bool str_starts(Str s, Str prefix) { return s.len >= prefix.len && str_eq(str_sub(s, 0, prefix.len), prefix); }

bool str_ends(Str s, Str suffix) {
  return s.len >= suffix.len && str_eq(str_sub(s, s.len - suffix.len, s.len), suffix);
}

static unsigned char lower(char c) { return (unsigned char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c); }

bool str_eq_nocase(Str a, Str b) {
  if (a.len != b.len) return false;
  for (size_t i = 0; i < a.len; i++)
    if (lower(a.ptr[i]) != lower(b.ptr[i])) return false;
  return true;
}

int str_cmp(Str a, Str b) {
  size_t common = a.len < b.len ? a.len : b.len;
  int order = common > 0 ? memcmp(a.ptr, b.ptr, common) : 0;
  if (order != 0) return order;
  return (a.len > b.len) - (a.len < b.len);
}

size_t str_find(Str s, char byte, size_t from) {
  if (from >= s.len) return s.len;
  const char *hit = memchr(s.ptr + from, byte, s.len - from);
  return hit != NULL ? (size_t)(hit - s.ptr) : s.len;
}

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

Str str_trim(Str s) {
  size_t from = 0, to = s.len;
  while (from < to && is_space(s.ptr[from])) from++;
  while (to > from && is_space(s.ptr[to - 1])) to--;
  return str_sub(s, from, to);
}

__extension__ typedef unsigned __int128 Wide;

/* Both halves of the 128-bit product, folded together: each bit of the result depends on all bits of both. */
static uint64_t mix(uint64_t a, uint64_t b) {
  Wide product = (Wide)a * b;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t load8(const char *p) {
  uint64_t v;
  memcpy(&v, p, 8);
  return v;
}

static uint64_t load4(const char *p) {
  uint32_t v;
  memcpy(&v, p, 4);
  return v;
}

/* Up to 16 bytes as two words; long ends overlap, so that no byte is missed. */
static uint64_t hash_tail(const char *p, size_t len, uint64_t seed) {
  uint64_t a = 0, b = 0;
  if (len >= 8) {
    a = load8(p);
    b = load8(p + len - 8);
  } else if (len >= 4) {
    a = load4(p);
    b = load4(p + len - 4);
  } else if (len > 0) {
    a = (uint64_t)(unsigned char)p[0] << 16 | (uint64_t)(unsigned char)p[len / 2] << 8 | (unsigned char)p[len - 1];
  }
  return mix(a ^ 0x9e3779b97f4a7c15u, b ^ seed);
}

uint64_t str_hash(Str s) {
  uint64_t seed = mix((uint64_t)s.len ^ 0x8bb84b93962eacc9u, 0x4b33a62ed433d4a3u);
  const char *p = s.ptr;
  size_t len = s.len;
  for (; len > 16; p += 16, len -= 16) seed = mix(load8(p) ^ 0xa0761d6478bd642fu, load8(p + 8) ^ seed);
  return mix(hash_tail(p, len, seed) ^ 0xe7037ed1a0b428dbu, (uint64_t)s.len ^ 0x589965cc75374cc3u);
}

static unsigned min(unsigned a, unsigned b) { return a < b ? a : b; }

/* Row by row of the usual table; only three rows are kept: this one, the one above, and the one above that for
 * swaps of neighbours. */
unsigned str_distance(Str a, Str b, unsigned limit) {
  enum { MAX = 64 };
  unsigned rows[3][MAX + 1];
  a = str_sub(a, 0, MAX);
  b = str_sub(b, 0, MAX);
  size_t gap = a.len > b.len ? a.len - b.len : b.len - a.len;
  if (gap > limit) return limit + 1;
  for (size_t j = 0; j <= b.len; j++) rows[0][j] = (unsigned)j;
  for (size_t i = 1; i <= a.len; i++) {
    unsigned *row = rows[i % 3], *above = rows[(i + 2) % 3], *above2 = rows[(i + 1) % 3], best = row[0] = (unsigned)i;
    for (size_t j = 1; j <= b.len; j++) {
      unsigned cost = a.ptr[i - 1] == b.ptr[j - 1] ? 0 : 1;
      unsigned d = min(min(row[j - 1], above[j]) + 1, above[j - 1] + cost);
      if (i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] && a.ptr[i - 2] == b.ptr[j - 1]) d = min(d, above2[j - 2] + 1);
      row[j] = d;
      best = min(best, d);
    }
    if (best > limit) return limit + 1;
  }
  return min(rows[a.len % 3][b.len], limit + 1);
}
