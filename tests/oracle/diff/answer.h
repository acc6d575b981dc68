/* answer.h: what an engine says of a pair of schemas: the statements of a plan, or why there is none. */
#ifndef ATLAS_TESTS_ORACLE_ANSWER_H
#define ATLAS_TESTS_ORACLE_ANSWER_H

#include <stdio.h>

#include "base/array.h"
#include "base/buf.h"
#include "dialects/dialect.h"

typedef struct AnswerLine {
  Str sql, comment;
  Str *reverse;
  uint32_t reverse_count;
} AnswerLine;

typedef struct Answer {
  bool refused; /* a schema cannot be read: the pair says nothing of the engines */
  bool failed;  /* the change cannot be planned */
  Str error;    /* refused, failed */
  AnswerLine *lines;
  uint32_t count;
} Answer;

/* A question: two files, and whether names are written with their schema. */
typedef struct Question {
  const Dialect *dialect;
  Str from, to;
  bool qualify;
} Question;

/* The engine of Go as a child process (engine/main.go). */
typedef struct Engine {
  FILE *in, *out;
  int pid;
} Engine;

/* Starts PROGRAM serve DIALECT; false: it could not be started. */
bool engine_start(Engine *self, const char *program, const char *dialect);
void engine_stop(Engine *self);
/* The answer lives in the arena. Ends the program when the engine is gone. */
Answer engine_ask(Engine *self, const Question *question, Arena *arena);

/* The first error of a file as we check it; empty: none. */
Str ours_mistake(const Dialect *dialect, Str hcl, Arena *arena);
/* Our engine's answer. */
Answer ours_ask(const Question *question, Arena *arena);

#endif
