/* file.h: a source file as a list of units. Open documents keep the text and tree of every unit; files that are only
 * indexed keep the summaries. */
#ifndef ATLAS_TYPECHECK_FILE_H
#define ATLAS_TYPECHECK_FILE_H

#include "grammar/unit.h"
#include "typecheck/diagnostic.h"
#include "typecheck/symbols.h"

typedef struct File File;

/* Files are shorter than this: offsets have 32 bits. Whoever reads a file refuses a longer one. */
#define FILE_SIZE_MAX 0xf0000000u

/* Owns `arena`: its text, tree and summary. A unit of an indexed file has no text and no tree, and its summary lives
 * in an arena of the file. */
typedef struct Unit {
  Arena arena;
  File *file;
  uint32_t start, line; /* of its first byte in the file; kept up to date by edits */
  uint32_t len, newlines;
  bool cut;
  Str text;     /* NULL ptr: not kept */
  SynUnit *syn; /* NULL: not kept */
  SymUnit *sym;
  uint32_t index; /* place in the file */
  uint32_t id;    /* never used again for another unit of the file: for caches that belong to others */
  /* Cached check: */
  Arena diag_arena;
  DiagList diags;
  bool dirty;   /* to be checked (again) */
  bool related; /* its diagnostics point into other units. For the module */
  bool gone;    /* being taken out of the index. For the module */
  bool bare;    /* of its table only the name is to be built, see Table.bare. For the owner of the module */
} Unit;

/* Owns `units` and the arenas. */
struct File {
  Arena arena;  /* path and the like */
  Arena *parts; /* summaries of an indexed file */
  uint32_t part_count;
  Str path; /* absolute, or as given on the command line */
  const Dialect *dialect;
  Str dialect_reason;               /* "by its suffix .pg.hcl" */
  const Dialect *const *candidates; /* when the dialect is not certain: all that the content fits; in `arena` */
  size_t candidate_count;           /* 0: it is certain */
  const Dialect *database;          /* what its SQL is for, see project_database; NULL: not known */
  uint32_t part;                    /* see project_part: names are to be unique in files of one part only */
  Unit **units;
  size_t unit_count, unit_cap;
  uint32_t size, lines; /* bytes and newlines of the whole text */
  uint32_t cut_count;   /* units with `cut` */
  uint32_t next_id;
  uint32_t dirty_count, dirty_from; /* dirty units; none before dirty_from is dirty. For the module */
  float ratio;                      /* bytes of a kept unit per byte of its text, about */
  bool keeps_text;
  bool bom;
  void *user; /* for the owner of the module */
};

/* Parses a text. With `keep`, units keep text and tree (the text is copied); else only summaries are built. Pure: may
 * run on any thread. jobs > 1 parses the units on that many threads. All units are dirty. What lies beyond
 * FILE_SIZE_MAX is ignored. */
File *file_parse(Str path, Str text, const Dialect *dialect, bool keep, unsigned jobs);
/* The same for a file whose SQL is for a database that its dialect does not say: a test, a migration. May be NULL. */
File *file_parse_for(Str path, Str text, const Dialect *dialect, const Dialect *database, bool keep, unsigned jobs);
void file_free(File *self);
/* Says that the dialect of the file is one of these (copied): then only what all of them reject is an error. With a
 * count of 0 it is certain. The caller has the units checked again. */
void file_set_candidates(File *self, const Dialect *const *candidates, size_t count);

/* Replaces bytes [start, end) of a kept file by `text`: rescans and reparses the units that the edit touches and
 * leaves all others as they are. The callbacks (may be NULL) are called once each: first with the units that go, while
 * they still stand in their places, then with those that came, which stand in theirs; both in order. The result equals
 * file_parse of the new text. O(touched units + number of units); with a unit that does not close before the edit,
 * O(text). An edit that would make the file longer than FILE_SIZE_MAX is ignored. */
typedef struct FileEdit {
  void (*removed)(void *context, Unit *const *units, size_t count);
  void (*added)(void *context, Unit *const *units, size_t count);
  void *context;
} FileEdit;
void file_edit(File *self, uint32_t start, uint32_t end, Str text, const FileEdit *hooks);

/* What a whole new text does to a kept file: units of the same text stay, in their order, and are neither parsed nor
 * checked again.
 *
 *     units  | a | b | c | d |      text  a c b' d      ->  a, c, b', d   removed: b   added: b'
 */
typedef struct FilePatch {
  File *file;
  Unit **units; /* of the new text, in order; owned until the patch is applied, as far as they are added */
  size_t unit_count;
  Unit **removed, **added; /* in order */
  size_t removed_count, added_count;
  uint32_t added_bytes;
} FilePatch;
/* Only reads the file, which must not change until the patch is applied or freed; parses what is new. NULL: the file
 * keeps no units of HCL, or the text is too long. O(both texts). */
FilePatch *file_patch(File *self, Str text);
/* The result equals file_parse of the text. For the callbacks see file_edit. Frees the patch. */
void file_patch_apply(FilePatch *self, const FileEdit *hooks);
/* Frees a patch that was not applied. */
void file_patch_free(FilePatch *self);

/* Whole text of a kept file, into the arena. */
Str file_text(const File *self, Arena *arena);
/* Index of the unit at a byte offset (the last one for the end of the text). O(log units). */
size_t file_unit_at(const File *self, uint32_t offset);
/* Positions of a kept file. O(log units + length of the unit). */
TextPos file_position(const File *self, uint32_t offset, TextUnit unit);
uint32_t file_offset(const File *self, TextPos pos, TextUnit unit);
TextRange unit_range(const Unit *self, Span span, TextUnit unit);

#endif
