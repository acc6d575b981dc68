/* syntax.h: the typed view of one unit: what the checker, completion and the model builder read.
 *
 * syn_parse turns the text of one unit (see unit.h) into bodies, blocks, attributes and expressions, and lists the
 * syntax errors in the words of HCL. It never fails: after an error it goes on at the next line that makes sense, so
 * that half-typed code still has a tree. All nodes live in the arena given to syn_parse, and point into the text,
 * which must live as long. Positions are byte offsets from the start of the unit.
 *
 * One error is reported per item (an attribute, a block header), the first. What crosses units is not seen here: an
 * attribute that is set twice at the top level of a file. */
#ifndef ATLAS_GRAMMAR_SYNTAX_H
#define ATLAS_GRAMMAR_SYNTAX_H

#include "base/text.h"

typedef struct SynBody SynBody;
typedef struct SynBlock SynBlock;
typedef struct SynAttr SynAttr;
typedef struct SynExpr SynExpr;

/* A label of a block header: `"users"` (text: users, escapes decoded) or a bare identifier. */
typedef struct SynLabel {
  Str text;
  Span span; /* with the quotes */
  bool quoted;
} SynLabel;

struct SynAttr {
  Str name;
  Span name_span;
  Span equals;    /* the '='; empty when missing */
  SynExpr *value; /* never NULL: SYN_ERROR when missing */
  Span span;      /* name through value */
  SynAttr *next;  /* in source order */
  bool broken;    /* a syntax error lies inside */
};

struct SynBlock {
  Str type;
  Span type_span;
  SynLabel *labels;
  uint32_t label_count;
  bool broken;   /* a syntax error lies in the header or between the items of the body */
  Span header;   /* type through last label */
  Span open;     /* '{', empty when missing */
  Span close;    /* '}', empty when missing */
  Span span;     /* type through '}' */
  SynBody *body; /* never NULL */
  SynBlock *next;
};

/* Attributes and blocks in source order; `words` are names that stand alone on a line, half-typed items. */
struct SynBody {
  Span span; /* between the braces, or the whole unit */
  SynAttr *attrs;
  SynBlock *blocks;
  struct SynWord {
    Str name;
    Span span;
    struct SynWord *next;
  } * words;
  uint32_t attr_count, block_count;
};

typedef enum SynExprKind {
  SYN_ERROR, /* missing or unreadable; span is where a value was expected (may be empty) */
  SYN_NULL,
  SYN_BOOL,
  SYN_NUMBER,   /* text: as written */
  SYN_STRING,   /* quoted or heredoc text without interpolation; text: decoded */
  SYN_TEMPLATE, /* quoted or heredoc with ${} or %{}: parts */
  SYN_PATH,     /* name and steps: column.id, a[0], table["x"].column.*.y, var.x */
  SYN_ACCESS,   /* steps on another expression: f(x).a, (x)[0], [1,2][*] */
  SYN_CALL,     /* f(args...) */
  SYN_UNARY,    /* - ! */
  SYN_BINARY,
  SYN_CONDITIONAL, /* a ? b : c */
  SYN_TUPLE,       /* [a, b] */
  SYN_OBJECT,      /* { a = b, (c) : d } */
  SYN_FOR,         /* [for k, v in c : x if y], { for k, v in c : k => x... if y } */
  SYN_PAREN        /* (a) */
} SynExprKind;

typedef enum SynOp {
  SYN_OP_NEG,
  SYN_OP_NOT,
  SYN_OP_MUL,
  SYN_OP_DIV,
  SYN_OP_MOD,
  SYN_OP_ADD,
  SYN_OP_SUB,
  SYN_OP_GT,
  SYN_OP_GE,
  SYN_OP_LT,
  SYN_OP_LE,
  SYN_OP_EQ,
  SYN_OP_NE,
  SYN_OP_AND,
  SYN_OP_OR
} SynOp;

typedef enum SynStepKind {
  SYN_STEP_ATTR,       /* .name (also .0, the legacy index: name is its digits) */
  SYN_STEP_INDEX,      /* [expr] */
  SYN_STEP_ATTR_SPLAT, /* .* */
  SYN_STEP_FULL_SPLAT  /* [*] */
} SynStepKind;

typedef struct SynStep {
  SynStepKind kind;
  Str name;       /* ATTR: the name; empty when it is missing, as in `column.` */
  Span name_span; /* ATTR: without the dot */
  SynExpr *key;   /* INDEX */
  Span span;      /* with the dot or the brackets */
} SynStep;

typedef enum SynPartKind { SYN_PART_TEXT, SYN_PART_EXPR, SYN_PART_IF, SYN_PART_FOR } SynPartKind;

/* A piece of a template. */
typedef struct SynPart SynPart;
struct SynPart {
  SynPartKind kind;
  Str text;       /* TEXT: decoded, strip markers and heredoc indent already applied */
  Span span;      /* in the source, with ${ } or the whole directive */
  SynExpr *expr;  /* EXPR: the value; IF: the condition; FOR: the collection */
  Str key, value; /* FOR: names; key may be empty */
  Span key_span, value_span;
  SynPart *body, *other; /* IF: then and else; FOR: body */
  SynPart *next;
};

typedef struct SynItem {
  SynExpr *key; /* OBJECT; a bare name is a SYN_PATH without steps that stands for its text */
  SynExpr *value;
  bool bare_key;
} SynItem;

struct SynExpr {
  /* A node is only as large as the member of `as` that its kind has: never copy one by value. */
  uint8_t kind;   /* SynExprKind */
  uint8_t op;     /* SynOp of UNARY and BINARY */
  bool flag;      /* BOOL: its value; STRING, TEMPLATE: a heredoc; CALL: last argument is expanded by '...';
                     FOR: makes an object */
  bool group;     /* FOR: grouping mode '...' */
  uint32_t count; /* steps, args, items, elements */
  Span span;
  union {
    Str text; /* NUMBER, STRING */
    struct {
      SynPart *parts;
    } tmpl;
    struct {
      Str name;
      Span name_span;
      SynStep *steps;
    } path; /* PATH */
    struct {
      SynExpr *base;
      SynStep *steps;
    } access; /* ACCESS */
    struct {
      Str name;
      Span name_span;
      SynExpr **args;
      Span open, close;
    } call; /* spans of '(' and ')' */
    struct {
      SynExpr *a, *b, *c;
      Span op;
    } op; /* UNARY, BINARY, CONDITIONAL, PAREN (a) */
    struct {
      SynExpr **elems;
    } tuple;
    struct {
      SynItem *items;
    } object;
    struct {
      Str key, value;
      Span key_span, value_span;
      SynExpr *in, *result_key, *result, *cond;
    } loop;
  } as;
};

/* A syntax error, in the words of HCL: "Missing newline after argument; An argument definition must end with ...". */
typedef struct SynError SynError;
struct SynError {
  const char *summary; /* static; one of the summaries of HCL */
  Str detail;          /* the second sentence, may be empty */
  Span span;
  Span related;   /* e.g. the first definition of a redefined attribute; empty when none. HCL names its place in the
                     text: `The argument "a" was already set at FILE:1,1-2. Each ...`; `detail` leaves it out */
  SynError *next; /* in source order */
};

typedef struct SynUnit {
  Str text;
  SynBody body;     /* of an ordinary unit: one block or one attribute */
  SynError *errors; /* NULL: HCL accepts the unit */
  Span comment;     /* the comment lines right above the item; empty when none */
} SynUnit;

/* Parses one unit. Linear in the text; depth of nesting is limited to 200 levels, deeper is a syntax error.
 * `first` tells that the unit opens the file (a byte order mark is skipped). */
SynUnit *syn_parse(Arena *arena, Str text, bool first);

/* Attribute and block look-up by name; NULL when absent. The first one wins. O(items). */
SynAttr *syn_attr(const SynBody *body, Str name);
SynBlock *syn_block(const SynBody *body, Str type);

/* Path of syntax nodes at a byte offset, innermost last. */
typedef struct SynAt {
  const SynBlock *blocks[16]; /* outermost first */
  uint32_t depth;
  const SynBody *body;      /* innermost body */
  const SynAttr *attr;      /* NULL: between the items */
  const SynExpr *exprs[32]; /* outermost first: the value and what lies in it */
  uint32_t expr_depth;
} SynAt;

void syn_at(const SynUnit *unit, uint32_t offset, SynAt *out);

/* Calls fn for an expression and all expressions inside it, outermost first; fn returns false to skip the inside. */
typedef bool (*SynVisit)(void *context, const SynExpr *expr);
void syn_walk_expr(const SynExpr *expr, SynVisit fn, void *context);

#endif
