/* scratch_parts.h: what the files of the scratch database share: scratch.c (running), scratch_clean.c (emptying). */
#ifndef ATLAS_STATES_SCRATCH_PARTS_H
#define ATLAS_STATES_SCRATCH_PARTS_H

#include "dialects/ddl_read.h"
#include "dialects/sandbox.h"
#include "states/scratch.h"

struct Scratch {
  Arena *arena;
  const StateOptions *options;
  const Sandbox *sandbox;
  const Dialect *dialect;
  Str url_text;
  DbUrl url;
  Db *db;
  Realm *before; /* owned */
  StrList log;   /* what was run since it was empty, for a second try outside of the transaction */
  bool inside;   /* a transaction is open that takes everything back */
  bool dirty;    /* something was run outside of one */
  bool is_private;
  bool locked;   /* no other run uses it */
  Str made_file; /* did not exist before; empty: it did */
  bool marked;   /* what is run outside of a transaction is written down on the database */
  /* Without a database: statements are read in memory. NULL: there is a database. */
  const DdlReader *reader;
  DdlRead *read;
  uint32_t error_at; /* of the statement that failed */
};

/* Opens the connection; with `cleaning`, whatever was cancelled or took too long. */
bool scratch_connect(Scratch *self, bool cleaning, Str *error);
/* Waits until no other run uses the database, up to 10 s. It stays locked until the connection ends. */
bool scratch_lock(Scratch *self, bool cleaning, Str *error);
/* scratch_mark.c: writes a statement down before it runs outside of a transaction. What cannot be written does no harm:
 * it is only not found again when this run does not come to its end. */
void scratch_note(Scratch *self, Str sql);
/* Is there something of a run that was interrupted? */
bool scratch_is_marked(const Scratch *self, const Realm *realm);
/* Drops that, when all that is there is certainly from that run; nothing is open around it. False: it is not, or it
 * cannot be dropped. */
bool scratch_recover(Scratch *self, Str *error);
/* Takes the notes out of what was read, and off the database. */
void scratch_hide_mark(const Scratch *self, Realm *realm);
void scratch_unmark(Scratch *self);
/* Does one of the texts have the name as a word? */
bool scratch_is_named(const Str *texts, size_t count, Str name);
/* Drops what is there, all but the notes. */
bool scratch_drop_all(Scratch *self);

/* Reads the schema as it is now; the second also the notes. */
Realm *scratch_read(Scratch *self, Str *error);
Realm *scratch_read_all(Scratch *self, Str *error);
/* Is nothing in it? Else *why: found table "t" in connected schema. */
bool scratch_is_clean(const Scratch *self, const Realm *realm, Str *why);
/* Drops what is there, on a new connection when the old one is of no use any more. */
bool scratch_clean(Scratch *self, Str *error);

#endif
