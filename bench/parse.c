/* bench_parse: speed and memory of the parsers on one file, as lines "name value".
 *
 *     bench_parse speed FILE     MB/s of each parser, and the time of a fixed calibration loop
 *     bench_parse memory FILE    bytes that stay allocated for each byte of the file
 *
 * "ours" is our tree-sitter grammar by unit, "upstream" the whole file as upstream's grammar is used, and
 * "upstream_units" upstream's grammar on the same units. */
#include <stdio.h>
#include <time.h>
#include <tree_sitter/api.h>

#include "base/path.h"
#include "grammar/syntax.h"
#include "grammar/unit.h"

const TSLanguage *tree_sitter_atlas_hcl(void);
#ifdef HAVE_UPSTREAM
const TSLanguage *tree_sitter_hcl(void);
#endif

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* Seconds of a loop that depends on nothing but the machine. */
static double calibrate(void) {
  double start = now();
  volatile uint64_t state = 88172645463325252u;
  for (int i = 0; i < 100000000; i++) {
    uint64_t x = state;
    x ^= x << 13;
    x ^= x >> 7;
    state = x ^ (x << 17);
  }
  return now() - start;
}

/* Counts what tree-sitter has allocated; each block is preceded by its size. */
static size_t held;
enum { HEADER = 16 };

static void *count_malloc(size_t size) {
  char *block = mem_alloc(size + HEADER);
  memcpy(block, &size, sizeof size);
  held += size;
  return block + HEADER;
}

static void *count_calloc(size_t count, size_t size) { return memset(count_malloc(count * size), 0, count * size); }

static void count_free(void *ptr) {
  if (ptr == NULL) return;
  size_t size;
  memcpy(&size, (char *)ptr - HEADER, sizeof size);
  held -= size;
  free((char *)ptr - HEADER);
}

static void *count_realloc(void *ptr, size_t size) {
  if (ptr == NULL) return count_malloc(size);
  size_t old;
  memcpy(&old, (char *)ptr - HEADER, sizeof old);
  char *block = mem_grow((char *)ptr - HEADER, size + HEADER);
  memcpy(block, &size, sizeof size);
  held = held - old + size;
  return block + HEADER;
}

typedef struct Result {
  double seconds;
  double bytes; /* held at the end, when counted */
} Result;

/* Parses each unit with the language; the trees live until the end when `keep` is set. */
static Result parse_units(const TSLanguage *language, Str text, const UnitSpans *units, bool keep) {
  TSParser *parser = ts_parser_new();
  ts_parser_set_language(parser, language);
  TSTree **trees = mem_zero(units->len, sizeof(TSTree *));
  size_t before = held;
  double start = now();
  for (size_t i = 0; i < units->len; i++) {
    UnitSpan unit = units->items[i];
    trees[i] = ts_parser_parse_string(parser, NULL, text.ptr + unit.start, unit.len);
    if (keep) continue;
    ts_tree_delete(trees[i]);
    trees[i] = NULL;
  }
  Result result = {now() - start, (double)(held - before)};
  for (size_t i = 0; i < units->len; i++)
    if (trees[i] != NULL) ts_tree_delete(trees[i]);
  free(trees);
  ts_parser_delete(parser);
  return result;
}

static Result parse_syntax(Str text, const UnitSpans *units, bool keep) {
  Arena arena;
  arena_init(&arena, 1 << 16);
  double start = now(), bytes = 0;
  for (size_t i = 0; i < units->len; i++) {
    UnitSpan unit = units->items[i];
    syn_parse(&arena, str_make(text.ptr + unit.start, unit.len), i == 0);
    if (keep) continue;
    arena_free(&arena);
  }
  bytes = (double)arena.total;
  Result result = {now() - start, bytes};
  arena_free(&arena);
  return result;
}

static void report(const char *name, Result result, Str text, bool memory) {
  double size = (double)text.len;
  if (memory) printf("%s_bytes_per_byte %.3f\n", name, result.bytes / size);
  if (!memory) printf("%s_mb_per_s %.3f\n%s_seconds %.6f\n", name, size / result.seconds / 1e6, name, result.seconds);
}

static void run(Str text, bool memory) {
  UnitSpans units = {0};
  double start = now();
  unit_scan(text, &units);
  Result scan = {now() - start, (double)(units.len * sizeof *units.items)};
  printf("bytes %zu\nunits %zu\n", text.len, units.len);
  report("scan", scan, text, memory);
  report("syntax", parse_syntax(text, &units, memory), text, memory);
  report("ours", parse_units(tree_sitter_atlas_hcl(), text, &units, memory), text, memory);
#ifdef HAVE_UPSTREAM
  UnitSpan all = {.len = (uint32_t)text.len};
  UnitSpans whole = {&all, 1, 1};
  report("upstream", parse_units(tree_sitter_hcl(), text, &whole, memory), text, memory);
  report("upstream_units", parse_units(tree_sitter_hcl(), text, &units, memory), text, memory);
#endif
  free(units.items);
}

int main(int argc, char **argv) {
  bool memory = argc == 3 && strcmp(argv[1], "memory") == 0;
  if (argc != 3 || (!memory && strcmp(argv[1], "speed") != 0)) {
    fputs("usage: bench_parse speed|memory FILE\n", stderr);
    return 2;
  }
  if (memory) ts_set_allocator(count_malloc, count_calloc, count_realloc, count_free);
  Arena arena;
  arena_init(&arena, 0);
  Str text, error;
  if (!file_read(&arena, str_from(argv[2]), &text, &error)) {
    fprintf(stderr, "%s: %.*s\n", argv[2], STR_FMT(error));
    return 2;
  }
  if (!memory) printf("calibration_seconds %.6f\n", calibrate());
  run(text, memory);
  arena_free(&arena);
  return 0;
}
