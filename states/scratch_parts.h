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
  /* Without a database: statements are read in memory. NULL: there is a database. */
  const DdlReader *reader;
  DdlRead *read;
  uint32_t error_at; /* of the statement that failed */
};

/* Opens the connection; with `cleaning`, whatever was cancelled or took too long. */
bool scratch_connect(Scratch *self, bool cleaning, Str *error);
/* Waits until no other run uses the database, up to 10 s. It stays locked until the connection ends. */
bool scratch_lock(Scratch *self, bool cleaning, Str *error);
/* Reads the schema as it is now. */
Realm *scratch_read(Scratch *self, Str *error);
/* Is nothing in it? Else *why: found table "t" in connected schema. */
bool scratch_is_clean(const Scratch *self, const Realm *realm, Str *why);
/* Drops what is there, on a new connection when the old one is of no use any more. */
bool scratch_clean(Scratch *self, Str *error);

#endif
