/* dialect.h: what a language accepts, as static tables. They are compiled at build time by dialectc from
 * dialects/<name>/language.hcl; nothing is computed at start-up. The project, test, plan, rule and script languages
 * are dialects like the databases. Every fact has its source in dialects/<name>/language.hcl. */
#ifndef ATLAS_DIALECTS_DIALECT_H
#define ATLAS_DIALECTS_DIALECT_H

#include "base/text.h"
#include "sql/sql.h"

typedef struct Dialect Dialect;
typedef struct BlockSpec BlockSpec;
typedef struct AttrSpec AttrSpec;
typedef struct ValueSpec ValueSpec;
typedef struct EnumSpec EnumSpec;
typedef struct TypeSpec TypeSpec;
typedef struct FuncSpec FuncSpec;

/* What an attribute takes. A tree; ANY_OF has alternatives, LIST and MAP one element, REF the kinds. */
typedef enum ValueKind {
  VALUE_ANY, /* every value, object and reference */
  VALUE_STRING,
  VALUE_INT,
  VALUE_NUMBER,
  VALUE_BOOL,
  VALUE_SQL,      /* a string that holds SQL text; `sql_call` tells whether sql("...") is taken as well */
  VALUE_EXPR,     /* string, number or bool literal, or sql("...") */
  VALUE_RAW,      /* sql("...") only */
  VALUE_TYPE,     /* column type: type word, call, reference to a type block, sql("...") */
  VALUE_TYPEEXPR, /* type constraint of a variable: string, list(string), object({...}) */
  VALUE_ENUM,     /* a bare word of the enum (see EnumSpec.strings for quoted ones) */
  VALUE_REF,      /* reference to one of the kinds */
  VALUE_LIST,
  VALUE_MAP, /* object or map with elements of one kind */
  VALUE_ANY_OF,
  VALUE_VERBATIM /* any expression; it is not evaluated */
} ValueKind;

struct ValueSpec {
  uint8_t kind;           /* ValueKind */
  bool sql_call;          /* SQL: sql("...") is accepted too */
  bool quoted;            /* ENUM: the words may be quoted too */
  uint16_t count;         /* ANY_OF: alternatives; REF: kinds */
  const EnumSpec *words;  /* ENUM */
  const ValueSpec *elems; /* ANY_OF: count of them; LIST, MAP: one */
  const Str *refs;        /* REF: "table", "column", "table.column", "any": kind paths as written in references */
};

/* What an attribute means to the checker and the model, so that no C outside dialects/ knows its name. */
typedef enum AttrRole {
  ATTR_PLAIN,
  ATTR_SCHEMA, /* the schema that owns the object */
  ATTR_NAME,   /* real name in place of the label */
  ATTR_TYPE,   /* column type */
  ATTR_NULL,
  ATTR_COLUMNS,     /* own columns of a key, index or foreign key */
  ATTR_REF_COLUMNS, /* referenced columns of a foreign key */
  ATTR_COLUMN,      /* one own column: of an index part */
  ATTR_EXPR,        /* an SQL expression: of an index part, check, generated column */
  ATTR_DEFAULT,
  ATTR_VALUES, /* labels of an enum */
  ATTR_FOR_EACH,
  ATTR_DEPENDS_ON,
  ATTR_COMMENT,
  ATTR_UNIQUE,
  ATTR_CHARSET,
  ATTR_COLLATE,
  ATTR_RENAMED_FROM,
  ATTR_AUTO_INCREMENT,
  ATTR_ON_UPDATE,
  ATTR_ON_DELETE,
  ATTR_UNSIGNED,
  ATTR_WHERE,      /* condition of a partial index */
  ATTR_INCLUDE,    /* columns that an index carries besides its key */
  ATTR_DESC,       /* of an index part */
  ATTR_DEFINITION, /* query of a view, body of a function or trigger */
  ATTR_TARGET,     /* table or view that a trigger or policy watches, parent of a partition */
  ATTR_STORAGE,    /* how a generated column is kept */
  ATTR_GENERATED,  /* when an identity is generated */
  ATTR_START,      /* of an identity */
  ATTR_INCREMENT,
  ATTR_LANGUAGE /* of a definition */
} AttrRole;

typedef enum BlockRole {
  BLOCK_PLAIN,
  BLOCK_SCHEMA,
  BLOCK_TABLE,
  BLOCK_COLUMN,
  BLOCK_PRIMARY_KEY,
  BLOCK_INDEX,
  BLOCK_INDEX_PART,
  BLOCK_FOREIGN_KEY,
  BLOCK_UNIQUE,
  BLOCK_CHECK,
  BLOCK_ENUM, /* and other blocks that name a type: see BlockSpec.names_type */
  BLOCK_VIEW,
  BLOCK_MATERIALIZED,
  BLOCK_FUNCTION,
  BLOCK_PROCEDURE,
  BLOCK_TRIGGER,
  BLOCK_SEQUENCE,
  BLOCK_PARTITION,
  BLOCK_GENERATED, /* `as` block of a column */
  BLOCK_VARIABLE,
  BLOCK_LOCALS,
  BLOCK_DATA,
  BLOCK_ENV,
  BLOCK_REALM,
  BLOCK_IDENTITY, /* of a column */
  BLOCK_EXCLUDE   /* constraint */
} BlockRole;

/* How sure the facts are about an attribute or block; an `uncertain` one is never the reason for an error. */
enum {
  SPEC_REQUIRED = 1 << 0,
  SPEC_PRO = 1 << 1, /* only the commercial build reads it */
  SPEC_DEPRECATED = 1 << 2,
  SPEC_UNCERTAIN = 1 << 3,   /* counted by a test; the number may only fall */
  SPEC_META = 1 << 4,        /* evaluated before the block (for_each): no part of it */
  SPEC_OWN = 1 << 5,         /* references must stay in the enclosing table */
  SPEC_SINGLE_TABLE = 1 << 6 /* all references must lead to one table */
};

struct AttrSpec {
  Str name;
  Str doc;
  const ValueSpec *value;
  uint16_t flags;          /* SPEC_* */
  uint8_t role;            /* AttrRole */
  Str default_text;        /* value when absent, for hover; may be empty */
  Str required_unless;     /* required when that sibling block or attribute is absent */
  Str same_length;         /* list of the same length as that sibling attribute */
  const EnumSpec *suggest; /* good completions for a free string */
  int64_t min, max;        /* of a number; INT64_MIN / INT64_MAX: no bound */
  Str injected;            /* language of the text inside, "sql" or empty */
  Str message;       /* own text for a value that does not fit, with {value} {type} {label}; empty: the general text */
  Str url;           /* holds URLs or paths: key of the facts "urls"; empty: none */
  uint8_t sql_shape; /* SqlShape: what kind of SQL the text is */
};

typedef struct LabelSpec {
  Str name;
  bool required;
  const EnumSpec *words; /* legal values; NULL: any */
} LabelSpec;

typedef struct ChildSpec {
  const BlockSpec *block;
  uint16_t min, max; /* max 0: no limit */
} ChildSpec;

/* A set of attribute and child block names: at most one (EXCLUSIVE) or at least one (ONE_OF). Where an attribute and a
 * child block share a name, "as (attribute)" and "as (block)" tell them apart. */
typedef enum SetKind { SET_EXCLUSIVE, SET_ONE_OF } SetKind;
typedef struct SetSpec {
  uint8_t kind; /* SetKind */
  bool late;    /* only in a block without other mistakes (found when the schema is converted) */
  uint16_t count;
  const Str *names;
  Str message; /* own text with {label} (the nearest block that has one) {table} {position} {block}; empty: the general
                  text */
} SetSpec;

struct BlockSpec {
  Str name; /* keyword */
  Str path; /* "table.column" */
  Str doc;
  Str example;               /* HCL that checks clean inside its parents */
  const LabelSpec *labels;   /* in order; optional ones come first */
  const AttrSpec *attrs;     /* sorted by name */
  const ChildSpec *children; /* sorted by name; variants of one keyword stand together */
  const SetSpec *sets;
  const BlockSpec *const *variants; /* blocks selected by the first label (data "sql" ...) */
  Str variant;                      /* of a variant: the value of the first label */
  uint16_t label_count, attr_count, child_count, set_count, variant_count;
  uint8_t label_min;            /* number of labels that must be given */
  uint8_t role;                 /* BlockRole */
  uint8_t flags;                /* SPEC_PRO, SPEC_DEPRECATED, SPEC_UNCERTAIN */
  bool open_attrs, open_blocks; /* unknown names are allowed (or unconfirmed) */
  bool open_hints;              /* with open_*: an unknown name close to a known one is worth a hint */
  bool repeatable;              /* two of the same labels in one parent are fine */
  bool names_type;              /* may stand as a column type: enum, domain, composite ... */
  bool ordered;                 /* order of its kind has a meaning */
  bool types_only;              /* open_attrs: the values of unknown attributes are type words */
  bool verbatim;                /* open_attrs: the values of unknown attributes are not evaluated */
  Str referenced_as;            /* "table.<name> | table.<schema>.<name>"; empty: cannot be referenced */
};

typedef struct WordSpec {
  Str name, doc;
} WordSpec;

struct EnumSpec {
  Str name, doc;
  const WordSpec *words; /* sorted by name */
  uint16_t count;
  bool strings; /* the words may be quoted */
  bool open;    /* other words are accepted as strings */
};

typedef struct TypeParam {
  Str name;
  uint8_t kind; /* ValueKind: INT, STRING, BOOL, TYPE, ENUM, ANY */
  bool required, variadic;
  int64_t min, max; /* INT64_MIN / INT64_MAX: none */
  uint16_t min_items, max_items;
  const EnumSpec *allowed;  /* the only values; NULL: any */
  const EnumSpec *keywords; /* words that may stand in place of the value: MAX */
  Str default_text;
  Str note;
  Str message;       /* own text for a number outside min and max, with {value}; empty: the general text */
  bool server_limit; /* min and max are the server's, Atlas does not check them */
} TypeParam;

struct TypeSpec {
  Str name; /* as written in HCL */
  Str sql;
  Str doc;
  Str alias_of; /* empty: none */
  Str category; /* "integer", "string", ... */
  const TypeParam *params;
  uint16_t param_count;
  uint16_t param_min; /* required ones */
  uint8_t args_after; /* words of `sql` before the parameters: timestamp(3) with time zone; 0: they end it */
  bool raw_only;      /* must be written with sql("...") */
  bool server_lacks;  /* resolves in HCL although the server has no such type */
  bool deprecated;
  bool uncertain;          /* the spelling in HCL is not confirmed */
  Str extension;           /* needs this extension; empty: none */
  const Str *column_attrs; /* sibling attributes that have an effect with the type */
  uint16_t column_attr_count;
};

typedef struct FuncParam {
  Str name, type; /* type: "string", "list(any)", ... */
  bool required, variadic;
} FuncParam;

struct FuncSpec {
  Str name, doc, returns;
  const FuncParam *params;
  uint16_t param_count;
  bool config_only; /* file, glob, getenv ... exist in project files only */
  bool pro, deprecated;
};

/* An operator class, charset's default collation and the like: named rows of text columns. A key may repeat. */
typedef struct FactRow {
  Str key;
  const Str *cells; /* FactTable.column_count - 1 of them */
} FactRow;
typedef struct FactTable {
  Str name;           /* "operator_classes" */
  const Str *columns; /* names of the key and of the cells */
  Str doc;
  uint16_t column_count;
  uint32_t row_count;
  const FactRow *rows; /* sorted by key */
} FactTable;

struct Dialect {
  Str name;        /* "postgresql" */
  Str title;       /* "PostgreSQL" */
  Str language_id; /* "atlas-schema-postgresql" */
  Str suffix;      /* ".pg.hcl"; empty: none */
  Str file_name;   /* "atlas.hcl"; empty: none */
  Str engine;      /* name in wrapped texts: "postgres" */
  const Str *url_schemes;
  const BlockSpec *root; /* body of a file: top-level blocks are its children */
  const TypeSpec *types; /* sorted by name */
  const EnumSpec *enums; /* sorted by name */
  const FactTable *facts;
  const struct RuleSpec *rules;     /* C rules, see rule.h; sorted by path */
  const Str *scope_names;           /* names in scope besides blocks, var, local, data and each: "atlas", "self" */
  const SqlFlavor *sql;             /* how SQL is written; NULL: not known */
  const Str *docker_hosts;          /* hosts of docker:// URLs that mean this dialect */
  const BlockSpec *const *paths;    /* one block of each path, sorted by path */
  const BlockSpec *const *keywords; /* the block of each keyword that is meant first, sorted by name */
  uint16_t url_scheme_count, type_count, enum_count, fact_count, rule_count, docker_host_count, scope_count, path_count,
      keyword_count;
  bool is_schema;        /* describes a database schema (not config, test, ...) */
  bool config_functions; /* config_only functions are in scope */
  bool is_text;          /* its files are no HCL; see typecheck/migration.h */
  bool open_types;       /* the list of types is not confirmed: an unknown word is an error only close to a known one */
  uint16_t uncertain;    /* number of uncertain names */
};

/* All dialects, and the functions that all of them share. */
extern const Dialect *const dialect_all[];
extern const size_t dialect_count;
/* The word that references to definitions of a type begin with, where it is not the keyword of their block: `var` for
 * variables, `local` for what locals blocks define. From `referenced_as` of the blocks that all languages share. */
typedef struct DialectRoot {
  uint8_t role; /* BlockRole */
  Str type;     /* of the definitions: the keyword, of named attributes the root */
  Str root;
} DialectRoot;
extern const DialectRoot dialect_roots[];
extern const size_t dialect_root_count;
extern const FuncSpec dialect_functions[]; /* sorted by name */
extern const size_t dialect_function_count;

/* Look-ups; NULL when there is none. All O(log n). */
const Dialect *dialect_named(Str name);                  /* "postgresql" */
const Dialect *dialect_for_language(Str id);             /* "atlas-schema-postgresql" */
const Dialect *dialect_for_file(Str path);               /* by suffix or file name */
const Dialect *dialect_for_url(Str url);                 /* by scheme; docker://postgres/... by its host */
const DialectRoot *dialect_root(BlockRole role);         /* of BLOCK_VARIABLE, BLOCK_LOCALS or BLOCK_DATA */
bool dialect_in_scope(const Dialect *dialect, Str name); /* one of Dialect.scope_names */
const AttrSpec *dialect_attr(const BlockSpec *block, Str name);
const AttrSpec *dialect_attr_role(const BlockSpec *block, AttrRole role);
const ChildSpec *dialect_child(const BlockSpec *block, Str name);
/* The variant of `block` that the first label selects, or `block` itself. */
const BlockSpec *dialect_variant(const BlockSpec *block, Str first_label);
const EnumSpec *dialect_enum(const Dialect *dialect, Str name);
const WordSpec *dialect_word(const EnumSpec *words, Str name);
const TypeSpec *dialect_type(const Dialect *dialect, Str name);
const FuncSpec *dialect_function(const Dialect *dialect, Str name);
const FactTable *dialect_facts(const Dialect *dialect, Str name);
const FactRow *dialect_fact(const FactTable *table, Str key);
/* The block spec of a kind path in references: "table", "table.column"; "column" finds the first of that keyword. */
const BlockSpec *dialect_block(const Dialect *dialect, Str path);
/* "table.column" for people: how a value is written, e.g. `list of references to column`. Into `out`. */
struct Buf;
void dialect_describe(const ValueSpec *value, struct Buf *out);
/* The reference page of a language in Markdown. Into `out`. */
void dialect_reference(const Dialect *dialect, struct Buf *out);

#endif
