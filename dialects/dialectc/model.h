/* model.h: a language as dialectc reads it from language.hcl, before it is written as C tables.
 *
 * One Model per dialect. A dialect that extends another is loaded over it: the same blocks, enums and types are found
 * again by name and changed. Everything lives in the arena of the Model. */
#ifndef ATLAS_DIALECTS_DIALECTC_MODEL_H
#define ATLAS_DIALECTS_DIALECTC_MODEL_H

#include "base/array.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/path.h"
#include "dialects/dialect.h"
#include "grammar/syntax.h"

/* Where something was said, for messages. */
typedef struct Place {
  Str file;
  uint32_t line; /* 1-based */
} Place;

typedef struct MValue MValue;
struct MValue {
  ValueKind kind;
  bool sql_call;
  Str words;    /* ENUM: name of the enum */
  StrList refs; /* REF */
  ARRAY(MValue *) elems;
};

typedef struct MAttr {
  Str name, doc, default_text, required_unless, same_length, suggest, injected, url, message;
  MValue *value;
  SqlShape shape;
  uint16_t flags;
  AttrRole role;
  int64_t min, max;
  Place at;
} MAttr;

typedef ARRAY(MAttr) MAttrs;

typedef struct MLabel {
  Str name, words; /* words: name of an enum or empty */
  bool required;
} MLabel;

typedef struct MSet {
  SetKind kind;
  bool late;
  StrList names;
  Str message;
  Place at;
} MSet;

typedef struct MBlock MBlock;

typedef struct MChild {
  Str name;
  MBlock *block; /* nested here, or found by `path` when the model is linked */
  Str path;      /* of a shared block; empty: nested */
  Str doc;       /* replaces the shared block's, when not empty */
  uint16_t min, max;
  Place at;
} MChild;

struct MBlock {
  Str name, path, doc, example, referenced_as, variant, like;
  BlockRole role;
  uint8_t flags;
  bool open_attrs, open_blocks, open_hints, repeatable, names_type, ordered, unconfirmed;
  bool types_only; /* unknown attributes are type words */
  bool verbatim;   /* unknown attributes are not evaluated */
  bool common;     /* from the part that all schema languages share */
  uint16_t min, max;
  ARRAY(MLabel) labels;
  MAttrs attrs;
  ARRAY(MSet) sets;
  ARRAY(MChild) children;
  ARRAY(MBlock *) variants;
  StrList rules; /* C functions */
  Place at;
};

typedef struct MWord {
  Str name, doc;
} MWord;

typedef struct MEnum {
  Str name, doc;
  ARRAY(MWord) words;
  bool strings, open;
  Place at;
} MEnum;

typedef struct MParam {
  TypeParam spec;
  Str allowed, keywords; /* enum names */
  MValue *value;
  Str type; /* name of the type */
} MParam;

typedef struct MType {
  Str name, sql, doc, alias_of, category, extension;
  ARRAY(MParam) params;
  StrList column_attrs;
  bool raw_only, server_lacks, deprecated, uncertain;
  int64_t args_after;
  Place at;
} MType;

typedef struct MFunc {
  Str name, doc, returns;
  ARRAY(FuncParam) params;
  bool config_only, pro, deprecated;
} MFunc;

typedef struct MRow {
  StrList cells; /* the first one is the key */
} MRow;

typedef struct MFacts {
  Str name, doc;
  StrList columns;
  ARRAY(MRow) rows;
} MFacts;

typedef struct Model {
  Arena arena;
  Str root; /* folder that holds the dialects' folders */
  Str name, title, language_id, suffix, file_name, engine;
  StrList url_schemes, docker_hosts, scope, rules, files, sql_system;
  SqlFlavor sql;
  bool has_sql;
  bool is_schema, config_functions, open_types, is_text;
  MBlock *top;  /* body of a file: top-level blocks are its children */
  MAttrs every; /* attributes of every top-level block */
  ARRAY(MBlock *) shapes;
  ARRAY(MEnum) enums;
  ARRAY(MType) types;
  ARRAY(MFunc) funcs;
  ARRAY(MFacts) facts;
  Map paths; /* block path -> MBlock */
  unsigned errors;
} Model;

/* Appends to a list of the model: it lives in the model's arena and is never freed by itself. */
#define model_push(model, list, ...) array_push_in(&(model)->arena, list, __VA_ARGS__)

/* Says what is wrong, as FILE:LINE: TEXT on standard error, and counts it. */
void model_error(Model *self, Place at, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* What a source file is while it is read. */
typedef struct Source {
  Model *model;
  Str path, text;
  bool common;
} Source;

Place source_place(const Source *self, Span span);
/* Literals; a wrong one is reported and gives an empty value. */
Str read_string(const Source *self, const SynExpr *expr);
/* `table` or `table.column`; a string is taken as it is. */
Str read_word(const Source *self, const SynExpr *expr);
bool read_bool(const Source *self, const SynExpr *expr);
int64_t read_int(const Source *self, const SynExpr *expr);
/* Adds a list of words or strings, or a single one, to a list of the model. */
void read_words(const Source *self, const SynExpr *expr, StrList *out);
/* open = [attributes, blocks]: which unknown names a block takes. */
void read_open(const Source *self, const SynExpr *expr, MBlock *out);
/* The text of a default: strings without quotes. */
Str read_text(const Source *self, const SynExpr *expr);
/* Names of the enumerations of dialect.h, in lower case: "schema" -> ATTR_SCHEMA; reports unknown ones. */
AttrRole read_attr_role(const Source *self, const SynExpr *expr);
BlockRole read_block_role(const Source *self, const SynExpr *expr);

MValue *read_value(const Source *self, const SynExpr *expr);
bool read_attr(const Source *self, const SynAttr *attr, MAttr *out);
bool read_type(const Source *self, const SynAttr *attr, Str category, MType *out);
bool read_function(const Source *self, const SynAttr *attr, MFunc *out);
/* "query" -> SQL_QUERY */
SqlShape read_sql_shape(const Source *self, const SynExpr *expr);
void read_sql_flavor(const Source *self, const SynBlock *block);
void read_enum(const Source *self, const SynBlock *block);
void read_facts(const Source *self, const SynBlock *block);
/* A block, variant or shape: into the one that is there already, or a new one. */
MBlock *read_block(const Source *self, const SynBlock *block, MBlock *into, Str path);
MEnum *model_enum(Model *self, Str name);
/* The name of an enum: a word, or a list of words that becomes the enum PARENT.NAME. */
Str read_enum_name(const Source *self, const SynExpr *expr, Str parent, Str name);
void read_enum_words(const Source *self, const SynExpr *expr, MEnum *out);
void read_attributes(const Source *self, const SynBody *body, MAttrs *out);

/* Loads the folder root/name over what its `extends` names. False after errors. */
bool model_load(Model *self, Str root, Str name);
/* Finds shared blocks, copies `like`, checks every name. */
bool model_link(Model *self);
void model_free(Model *self);
/* Number of names whose facts are uncertain. */
unsigned model_uncertain(const Model *self);

/* C source of the tables. */
void emit_dialect(const Model *self, Buf *out);
/* C source of dialect_all and of the functions of `common`. */
void emit_index(const Model *common, const StrList *names, Buf *out);

#endif
