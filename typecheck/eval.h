/* eval.h: evaluation of expressions as HCL and Atlas do, with unknown values for all that a file cannot tell. */
#ifndef ATLAS_TYPECHECK_EVAL_H
#define ATLAS_TYPECHECK_EVAL_H

#include "base/path.h"
#include "typecheck/diagnostic.h"
#include "typecheck/module.h"

typedef enum ValKind {
  VAL_UNKNOWN, /* cannot be known here: variables without default, data sources, results of errors */
  VAL_NULL,
  VAL_BOOL,
  VAL_NUMBER,
  VAL_STRING,
  VAL_LIST,   /* tuple, list or set */
  VAL_OBJECT, /* object or map */
  VAL_REF,    /* a block */
  VAL_KIND,   /* all blocks of a kind: `table`, `column` */
  VAL_TYPE,   /* type word or call */
  VAL_RAW     /* sql("...") */
} ValKind;

typedef struct Val Val;
typedef struct Ty Ty; /* type of a value, see typecheck/val.h */
typedef struct ValField {
  Str name;
  const Val *value;
} ValField;

/* Immutable; lives in the arena of the evaluation. `span` is the expression that gave it. */
struct Val {
  ValKind kind;
  uint8_t unknown_kind; /* UNKNOWN: the ValKind it will have when that is known, else VAL_UNKNOWN */
  bool flag;            /* BOOL; LIST: a tuple (else list or set), OBJECT: an object (else a map) */
  bool word;            /* STRING: a bare enum word */
  bool set;             /* LIST: a set */
  bool whole;           /* NUMBER: `integer` is its exact value */
  uint32_t count;       /* LIST: items, OBJECT: fields (sorted by name), TYPE: args */
  Span span;
  const Ty *type;  /* UNKNOWN, NULL, list, set, map: its type; NULL: any, or computed from the content */
  int64_t integer; /* NUMBER, when `whole` */
  union {
    double number;
    Str string; /* STRING, RAW (the text) */
    const Val *const *items;
    const ValField *fields;
    struct {
      const SymDef *def;
      Unit *unit;
    } ref;
    struct {
      Str kind_name;
      const SymDef *parent;
      Unit *unit;
      Str qualifier;
    } kind; /* KIND: parent NULL: top level */
    /* TYPE: spec NULL: a type constraint of a variable; call NULL: bare word; args: the values of the arguments */
    struct {
      const TypeSpec *spec;
      const SynExpr *call;
      const Val *const *args;
    } type;
  } as;
};

/* What only a run can tell: the environment, files, the name of the env that was chosen. */
typedef struct EvalRun {
  Str env; /* atlas.env */
  /* The result of a function that reads something, getenv("X"); false: it stays unknown. */
  bool (*call)(void *context, Arena *arena, Str function, const Str *args, size_t count, Str *out);
  /* The same of a function that lists files, fileset("*.hcl"). May be NULL. */
  bool (*list)(void *context, Arena *arena, Str function, const Str *args, size_t count, StrList *out);
  /* The value of a data source, data.KIND.NAME; NULL: it stays unknown. The function may be NULL. */
  const Val *(*data)(void *context, Arena *arena, Str kind, Str name);
  void *context;
} EvalRun;

/* What is in scope where an expression stands. */
typedef struct Scope {
  const Module *module;
  const Unit *unit;
  const Dialect *dialect;
  const SymDef *inside;       /* innermost definition around; NULL at top level */
  const ValueSpec *expected;  /* of the attribute: its enum words and types are in scope; NULL: none */
  Str parent_type, attr_name; /* for texts: "Unknown column.type" */
  bool has_each;              /* inside a block with for_each */
  bool config;                /* project file: file(), getenv() are in scope */
  /* Variables have the values of their defaults. Else only their types count: the value of a run may be another one, so
   * no mistake follows from a default (`"${var.x}"` where x is null by default). */
  bool defaults;
  const ValField *inputs; /* values given to input variables; they come before those of the module */
  size_t input_count;
  const Val *each_key, *each_value; /* of the copy of a repeated block; NULL: not known */
  const EvalRun *run;               /* NULL: this is no run */
  Arena *arena;                     /* for values and messages */
  /* Receives mistakes; NULL: evaluate silently. */
  void (*report)(void *context, DiagCode code, Span span, Str message);
  void *report_context;
  unsigned errors; /* counts mistakes, reported or not */
  /* internal */
  const struct ScopeVars *vars;   /* names bound by for expressions */
  const struct ScopeChain *chain; /* locals and variables being evaluated, innermost first */
  struct ScopeMemo *memo;         /* locals that have been evaluated */
  unsigned depth, work;           /* both are limited: beyond, everything is unknown */
} Scope;

/* Evaluates; never NULL. Errors are reported with the texts of errors.md sections 4 and 5 and give VAL_UNKNOWN. */
const Val *eval_expr(Scope *scope, const SynExpr *expr);
/* The first part of an expression, which HCL underlines for wrong arguments: of a call its name and '(', of a quoted
 * text the text without its quote. */
Span eval_start(const SynExpr *expr);
/* "string", "number", "list of string", "tuple", ...: as HCL names types in messages. */
Str val_type_name(const Val *value, Arena *arena);
/* Converts as HCL does for templates and function arguments ("20" <-> 20); NULL when that is impossible. */
const Val *val_to_string(const Val *value, Arena *arena);
const Val *val_to_number(const Val *value, Arena *arena);
const Val *val_to_bool(const Val *value, Arena *arena);
/* Equal as HCL compares; values that hold unknown parts are not equal. */
bool val_equal(const Val *a, const Val *b);
/* A number as HCL prints it: 5, 0.5, without an exponent. */
Str val_number_text(double number, Arena *arena);
/* Nothing in it is unknown. */
bool val_known(const Val *value);

#endif
