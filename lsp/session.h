/* session.h: the state of one run of the server, shared by all files of lsp/. Everything here is touched by the main
 * thread only; jobs for the thread pool carry what they need with them (jobs.h). */
#ifndef ATLAS_LSP_SESSION_H
#define ATLAS_LSP_SESSION_H

#include "lsp/json.h"
#include "lsp/rpc.h"
#include "lsp/transport.h"
#include "typecheck/module.h"
#include "typecheck/project.h"

typedef struct LspServer LspServer;

/* Codes of JSON-RPC and LSP. */
enum {
  LSP_PARSE_ERROR = -32700,
  LSP_INVALID_REQUEST = -32600,
  LSP_METHOD_NOT_FOUND = -32601,
  LSP_INVALID_PARAMS = -32602,
  LSP_INTERNAL_ERROR = -32603,
  LSP_NOT_INITIALIZED = -32002,
  LSP_REQUEST_FAILED = -32803,
  LSP_CONTENT_MODIFIED = -32801,
  LSP_CANCELLED = -32800
};

typedef enum LspState { LSP_NEW, LSP_RUNNING, LSP_SHUT_DOWN } LspState;

/* What the client can do, from `initialize`. */
typedef struct LspClient {
  TextUnit encoding;
  bool snippets, insert_replace, completion_tags, label_details, preselect, markdown_docs, markdown_hover;
  bool definition_links, symbol_tree, signature_offsets;
  bool action_literals, preferred_actions, document_changes;
  uint32_t folding_limit; /* of ranges */
  bool related, code_links, diagnostic_tags;
  bool watch, watch_relative, configuration, register_configuration, progress;
  bool lens_refresh;      /* may be told to ask for code lenses again */
  bool virtual_documents; /* shows documents that the server has the text of */
} LspClient;

/* The settings under "atlas". Owns `json`. */
typedef struct LspSettings {
  json_t *json;           /* for the severities; NULL before any came */
  const Dialect *dialect; /* atlas.dialect */
  bool check;             /* atlas.check.enabled */
  bool format;            /* atlas.format.enabled */
  bool closed_files;      /* atlas.check.closedFiles */
  bool lint;              /* atlas.lint.enabled */
  bool trusted;           /* atlas.trusted */
  bool external;          /* atlas.engine is "cli" */
} LspSettings;

/* An atlas.hcl that was read; counted, because jobs of the pool read it too. */
typedef struct LspProject {
  Arena arena;
  Project *project; /* NULL: there is none above the document */
  uint64_t hash;    /* of its text */
  unsigned refs;
  const Dialect *nearby; /* of the schema files beside the document, see project_nearby */
  ProjectSchema schema;  /* what the SQL of the document is about, when its language is not that of a schema */
} LspProject;

/* Files that form one schema: a Module and what the server knows about it. Lives while it has open documents or jobs.
 * Owns `module`, `key` and `sources`. */
typedef struct LspGroup LspGroup;
typedef ARRAY(LspGroup *) LspGroups;
struct LspGroup {
  Str key;
  const Dialect *dialect;
  Module *module;
  LspProject *project;
  LspGroups schemas; /* what its SQL is about; each counts it among its dependents */
  Module *around;    /* closed files whose SQL is about it, see around.h; NULL: none */
  Str listed_from;   /* path by which its files were looked up last; owned */
  unsigned docs;     /* open documents in it */
  unsigned dependents;
  unsigned jobs;          /* jobs of the pool that will come back to it */
  unsigned listing;       /* of them: look-ups of its files */
  unsigned parsing;       /* of them: files being read */
  unsigned total;         /* files of the current indexing, for progress */
  bool listed;            /* its files were looked up once */
  char *token;            /* of the progress shown; NULL: none */
  unsigned percent;       /* shown last */
  uint64_t published;     /* when all diagnostics of open files had gone out, in ms */
  struct GroupRisk *risk; /* what changed since the last commit (risk.h); NULL: not looked at */
};

/* A file of a module as the server sees it: File.user points here. */
typedef struct LspSource {
  File *file;
  LspGroup *group;
  struct LspDoc *doc;        /* NULL: not open */
  uint32_t number;           /* never that of another source */
  bool shown;                /* diagnostics were published for it that are not empty */
  bool stale;                /* its diagnostics changed and are to be published */
  bool reading;              /* a job reads its text to check it */
  struct SourceRisks *risks; /* risky changes in it (risk.h); NULL: none */
} LspSource;

/* An open document. Owns its strings and `text`. */
typedef struct LspDoc {
  Str uri, path, language;
  int64_t version;
  LspSource *source;   /* NULL: dropped, because an edit could not be applied */
  LspProject *project; /* NULL: still being looked for */
  char *reason;        /* why this dialect */
  bool ambiguous;
  bool no_dialect; /* not a file of ours; nothing is reported */
  char *text;      /* until it is placed */
  size_t text_len;
  const Dialect *like;  /* of a certain file of its schema; NULL: none is known */
  char *like_path;      /* of that file */
  bool follows;         /* its own dialect comes from there */
  bool doubtful;        /* an edit may have changed its dialect */
  unsigned discovering; /* look-ups of its project on the way */
} LspDoc;

typedef struct LspText LspText; /* texts.c */
typedef struct LspPath LspPath; /* paths.c */
typedef ARRAY(LspText *) LspTexts;
typedef ARRAY(LspDoc *) LspDocs;

/* A message that waits for its turn. */
typedef struct LspMessage {
  json_t *json;
  bool cancelled;
} LspMessage;
typedef ARRAY(LspMessage) LspMessages;

typedef struct LspError {
  int code; /* 0: none */
  char text[160];
} LspError;

struct LspServer {
  const LspOptions *options;
  uv_loop_t loop;
  uv_idle_t idle;    /* runs while there are messages or background work */
  uv_timer_t parent; /* looks whether the client's process lives */
  uv_timer_t later;  /* a pause before work that need not be done at every key */
  Transport *transport;
  RpcReader reader;
  LspMessages queue;   /* to be handled, in order */
  LspMessages waiting; /* requests whose document is not ready */
  LspState state;
  bool initialized; /* `initialized` came */
  bool leaving;     /* ended; only closing is left */
  bool idle_active;
  bool trim;                /* memory should be given back when idle */
  bool verbose;             /* trace is not "off" */
  bool deferred;            /* the running request answers by itself, later */
  const json_t *request_id; /* of the running request */
  bool retry;               /* the running request lacks a text that is being read: run it again */

  bool rediscover; /* projects are to be looked up again when `later` fires */
  int exit_code;
  int64_t next_id;   /* of our own requests */
  int64_t config_id; /* of the workspace/configuration that is not answered yet */
  int64_t parent_pid;
  LspClient client;
  LspSettings settings;
  LspDocs docs;
  LspGroups groups;
  StrList folders;             /* paths, each from malloc */
  char *pages;                 /* URI of the folder with the pages of diagnostics; NULL: not looked for, "": none */
  LspTexts texts;              /* of closed files, for a moment */
  Map paths;                   /* LspPath by its path (paths.c) */
  bool paths_wanted;           /* some of them are to be looked up */
  struct LspErd *erd;          /* NULL until a diagram is asked for; see erd.h */
  struct LspDiff *diff;        /* NULL until a comparison is asked for; see diff.h */
  struct LspVirtual *previews; /* NULL until a preview is shown as a document; see diff.h */
  struct LspRisk *risk;        /* NULL until a schema is open; see risk.h */
  struct TreeCache *trees;     /* of units of open documents; NULL: none was needed yet */
  uint32_t next_number;        /* of a source */
  LspSource *checking;         /* the closed file being checked; NULL: none */
  size_t checking_at;          /* its next unit */
};

/* server.c */
void lsp_send(LspServer *self, json_t *message); /* takes over the reference */
void lsp_notify(LspServer *self, const char *method, json_t *params);
/* Sends a request; the answer goes to lsp_answer (lifecycle.c). Returns its id. */
int64_t lsp_request(LspServer *self, const char *method, json_t *params);
void lsp_wake(LspServer *self); /* runs the idle handler again */
void lsp_leave(LspServer *self, int exit_code);
void lsp_log(LspServer *self, int type, const char *format, ...) __attribute__((format(printf, 3, 4)));
enum { LSP_LOG_ERROR = 1, LSP_LOG_WARNING, LSP_LOG_INFO, LSP_LOG_DEBUG };

/* dispatch.c */
void lsp_dispatch(LspServer *self, LspMessage *message);
/* Marks a queued or waiting request as cancelled. */
void lsp_cancel(LspServer *self, const json_t *id);
void lsp_reply(LspServer *self, const json_t *id, json_t *result, const LspError *error);
/* Handles the waiting requests of a document (NULL: of all) that can be handled now; `force`: all of them. */
void lsp_resume(LspServer *self, const LspDoc *doc, bool force);
void lsp_fail(LspError *error, int code, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
