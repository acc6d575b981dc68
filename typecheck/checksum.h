/* checksum.h: the list of checksums of a migration directory, atlas.sum.
 *
 *     h1:GqOjMVGk...=                    of the lines below
 *     1_baseline.sql h1:rZgkRmNc...=     of this file and all before it
 *
 * The sum of a file goes on from the one before: over its name and its content. So a change of one file changes all
 * sums behind it, and only the first line that differs tells something. */
#ifndef ATLAS_TYPECHECK_CHECKSUM_H
#define ATLAS_TYPECHECK_CHECKSUM_H

#include "base/buf.h"
#include "base/text.h"

/* A file of the directory, by its name without folders. */
typedef struct ChecksumFile {
  Str name, text;
} ChecksumFile;

typedef enum ChecksumState {
  CHECKSUM_FINE,
  CHECKSUM_EDITED,
  CHECKSUM_ADDED,
  CHECKSUM_REMOVED,
  CHECKSUM_TOTAL /* only the first line is wrong */
} ChecksumState;

typedef struct ChecksumProblem {
  uint8_t state;   /* ChecksumState */
  Str file;        /* EDITED, ADDED, REMOVED: its name */
  Span line;       /* of the list: where it differs first */
  uint32_t number; /* of that line, from 1 */
} ChecksumProblem;

/* Takes the next line at *at, which moves behind it: the name before the sum, empty in the first line, and the sum
 * without "h1:". False: it is none. `span`: the line without its newline. */
bool checksum_line(Str sums, size_t *at, Str *name, Str *hash, Span *span);
/* Does the list name files that only undo others, as directories of other tools have them? Then these count as well. */
bool checksum_lists_down_files(Str sums);
/* Is the file one of those that have a sum? */
bool checksum_counts(Str name, bool with_down_files);
/* The first line of a list (of which every line can be read) that differs from what the files, in order, give. O(bytes
 * of the files). */
ChecksumProblem checksum_compare(Str sums, const ChecksumFile *files, size_t count);
/* The list as it should be. Appended to `out`. */
void checksum_write(const ChecksumFile *files, size_t count, Buf *out);

#endif
