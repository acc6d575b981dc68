/* checksum.c: see checksum.h. */
#include "typecheck/checksum.h"

#include "base/sha256.h"

typedef struct Sum {
  Str name;
  char hash[SHA256_BASE64 + 1];
} Sum;
typedef ARRAY(Sum) Sums;

/* ---- what should be there ---- */

static bool ignores_content(Str text) {
  Str line = str_sub(text, 0, str_find(text, '\n', 0)), mark = STR("atlas:sum");
  for (size_t at = 0; at + mark.len < line.len; at++) {
    if (!str_starts(str_sub(line, at, line.len), mark)) continue;
    return str_eq(str_trim(str_sub(line, at + mark.len, line.len)), STR("ignore"));
  }
  return false;
}

bool checksum_lists_down_files(Str sums) {
  Str mark = STR(".down.sql ");
  for (size_t at = 0; at + mark.len < sums.len; at++)
    if (str_starts(str_sub(sums, at, at + mark.len), mark)) return true;
  return false;
}

bool checksum_counts(Str name, bool with_down_files) {
  return str_ends(name, STR(".sql")) && (with_down_files || !str_ends(name, STR(".down.sql")));
}

static Sums sums_of(const ChecksumFile *files, size_t count) {
  Sums sums = {0};
  Sha256 state;
  sha256_init(&state);
  for (size_t i = 0; i < count; i++) {
    sha256_add(&state, files[i].name);
    if (ignores_content(files[i].text)) continue;
    sha256_add(&state, files[i].text);
    Sum sum = {.name = files[i].name};
    sha256_base64(&state, sum.hash);
    array_push(&sums, sum);
  }
  return sums;
}

static void total_of(const Sums *sums, char out[SHA256_BASE64 + 1]) {
  Sha256 state;
  sha256_init(&state);
  for (size_t i = 0; i < sums->len; i++) {
    sha256_add(&state, sums->items[i].name);
    sha256_add(&state, str_from(sums->items[i].hash));
  }
  sha256_base64(&state, out);
}

void checksum_write(const ChecksumFile *files, size_t count, Buf *out) {
  Sums sums = sums_of(files, count);
  char total[SHA256_BASE64 + 1];
  total_of(&sums, total);
  buf_printf(out, "h1:%s\n", total);
  for (size_t i = 0; i < sums.len; i++)
    buf_printf(out, "%.*s h1:%s\n", STR_FMT(sums.items[i].name), sums.items[i].hash);
  array_free(&sums);
}

/* ---- what is there ---- */

bool checksum_line(Str sums, size_t *at, Str *name, Str *hash, Span *span) {
  size_t end = str_find(sums, '\n', *at), start = *at;
  *span = span_make((uint32_t)start, (uint32_t)end);
  *at = end + 1;
  *name = *hash = (Str){0};
  Str rest = str_sub(sums, start, end), mark = STR("h1:");
  for (size_t i = 0; i + mark.len <= rest.len; i++) {
    if (!str_starts(str_sub(rest, i, rest.len), mark)) continue;
    *name = str_trim(str_sub(rest, 0, i));
    *hash = str_sub(rest, i + mark.len, rest.len);
    return hash->len == SHA256_BASE64 && str_empty(*name) == (start == 0);
  }
  return false;
}

static bool is_wanted(const Sums *sums, size_t from, Str name) {
  for (size_t i = from; i < sums->len; i++)
    if (str_eq(sums->items[i].name, name)) return true;
  return false;
}

/* What of the line differs from the sum that should stand there. A name that comes later in the directory means that
 * files were added before it. */
static ChecksumProblem compare_line(const Sums *sums, size_t index, Str name, Str hash) {
  const Sum *sum = index < sums->len ? &sums->items[index] : NULL;
  if (sum == NULL || !str_eq(name, sum->name)) {
    bool added = sum != NULL && is_wanted(sums, index, name);
    return (ChecksumProblem){.state = added ? CHECKSUM_ADDED : CHECKSUM_REMOVED, .file = added ? sum->name : name};
  }
  bool same = str_eq(hash, str_from(sum->hash));
  return (ChecksumProblem){.state = same ? CHECKSUM_FINE : CHECKSUM_EDITED, .file = name};
}

static ChecksumProblem compare(Str text, const Sums *sums) {
  size_t at = 0, count = 0;
  Str name, hash, total;
  Span line, head;
  checksum_line(text, &at, &name, &total, &head);
  for (line = head; at < text.len; count++) {
    checksum_line(text, &at, &name, &hash, &line);
    ChecksumProblem problem = compare_line(sums, count, name, hash);
    problem.line = line;
    problem.number = (uint32_t)count + 2;
    if (problem.state != CHECKSUM_FINE) return problem;
  }
  if (count < sums->len)
    return (ChecksumProblem){
        .state = CHECKSUM_ADDED, .file = sums->items[count].name, .line = line, .number = (uint32_t)count + 2};
  char right[SHA256_BASE64 + 1];
  total_of(sums, right);
  bool fine = str_eq(total, str_from(right));
  return (ChecksumProblem){.state = fine ? CHECKSUM_FINE : CHECKSUM_TOTAL, .line = head, .number = 1};
}

ChecksumProblem checksum_compare(Str sums, const ChecksumFile *files, size_t count) {
  Sums right = sums_of(files, count);
  ChecksumProblem problem = compare(sums, &right);
  array_free(&right);
  return problem;
}
