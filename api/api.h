/* api.h: what the files of the public interface share. See atlasdiff.h. */
#ifndef ATLAS_API_API_H
#define ATLAS_API_API_H

#include "api/atlasdiff.h"
#include "states/lint_config.h"

struct atlasdiff_cancel {
  atomic_bool flag;
};

/* problem.c: the problems of one object, in its arena. */
typedef struct Problems {
  Arena *arena;
  ARRAY(const atlasdiff_problem *) items; /* in the arena */
  bool failed;                            /* one is an error */
} Problems;

void problem_add(Problems *self, const atlasdiff_problem *problem);
/* An error without a place. */
void problem_error(Problems *self, Str message);
const atlasdiff_problem *problem_at(const Problems *self, size_t index);
bool problem_has_error(const Problems *self);
/* The text with a NUL behind it, in the arena; "" for none. */
const char *api_text(Arena *arena, Str text);
/* Where an object of a realm was written. */
atlasdiff_place api_place(Arena *arena, const Realm *realm, bool is_to, ModelPos pos);

/* reading.c: the options of a caller as those of states/. */

/* Sources of one side, and what people call them. */
typedef struct SideSources {
  StrList sources, names;
} SideSources;

typedef struct Reading {
  Arena *arena; /* of the object that is read */
  Problems *problems;
  StateOptions state;
  SideSources from, to; /* in the arena, as all lists here */
  ARRAY(FilesText) texts;
  void (*progress)(void *user, const char *message);
  void *user;
} Reading;

/* What is wrong with the options is among the problems. `options` may be NULL. */
void reading_init(Reading *self, Arena *arena, Problems *problems, const atlasdiff_options *options);
void reading_add(Reading *self, SideSources *side, const atlasdiff_source *sources, size_t count);
/* Why the sources could not be read: their mistakes were told already. */
void reading_failed(Reading *self, Str error);
/* Texts of a caller in the arena. */
StrList api_list(Arena *arena, const char *const *texts, size_t count);
Str api_copy(Arena *arena, const char *text);

struct atlasdiff_pair {
  Arena arena;
  Problems problems;
  StatePair sides;
  StrList from, to; /* as plans name them */
  LintConfig lint;
  Realm *nothing; /* owned: takes the place of a second side without sources */
};

/* A text that was built, as the caller's. */
char *api_take(Buf *text);

#endif
