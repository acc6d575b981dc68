/* check_internal.h: what the files of the checker share. A block is checked in this order: names and shapes
 * (check_names.c), values and references (check_value.c, check_type.c, check_ref.c), conversion (check_key.c), the
 * dialect's own rules (rules.c). */
#ifndef ATLAS_TYPECHECK_CHECK_INTERNAL_H
#define ATLAS_TYPECHECK_CHECK_INTERNAL_H

#include "dialects/rule.h"
#include "typecheck/check.h"

/* A block being checked; the rules of a dialect see it as RuleBlock. */
typedef struct RuleBlock CheckBlock;

typedef struct Check {
  const Module *module;
  const Unit *unit;
  const Dialect *dialect;
  const CheckOptions *options;
  Arena *scratch;    /* lives as long as the check of the unit */
  DiagList found;    /* in `scratch` */
  Diagnostic muted;  /* what check_report returns for a code that is switched off */
  uint32_t reported; /* counts mistakes, also of codes that are switched off */
} Check;

/* An attribute of a block that is known and not null. */
typedef struct CheckAttr {
  const SynAttr *syn;
  const AttrSpec *spec; /* NULL: unknown, in a block that takes any */
  const Val *value;     /* NULL: not evaluated (yet), or it has a mistake */
  bool wrong;           /* a mistake in it was reported */
} CheckAttr;

struct RuleBlock {
  Check *check;
  CheckBlock *parent;  /* NULL: the file */
  const Unit *unit;    /* where it stands; not always the unit being checked */
  const SynBlock *syn; /* NULL: the file */
  const SynBody *body;
  const BlockSpec *spec; /* NULL: not known */
  const SymDef *def;     /* NULL when nested too deep for the index */
  CheckAttr *attrs;
  bool *present;        /* for each attribute of the spec: its name is there, if only as null */
  CheckBlock *children; /* in source order; those of unknown type have no spec */
  uint32_t attr_count, child_count;
  uint32_t ordinal; /* among the blocks of its type in the parent */
  Str claimed[4];   /* known names that misspelt ones seem to stand for */
  uint32_t claimed_count;
  bool collected; /* attrs is filled */
  bool opened;    /* children is filled */
  bool faulty;    /* has a mistake in names or shapes */
  bool wrong;     /* has a mistake in values or references */
  bool has_each;  /* it or a block around it has for_each */
};

/* check_report.c */

/* Records a diagnostic with the usual severity of its code, at a span of the unit being checked. The result may be
 * completed (severity, fix, related) until the next report. */
Diagnostic *check_report(Check *check, DiagCode code, Span span, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* Offers to replace `span` by `text`. */
void check_fix(Check *check, Diagnostic *diagnostic, Span span, Str text);
/* The same with a title of its own. */
void check_edit(Check *check, Diagnostic *diagnostic, Span span, Str text, const char *title);
/* Points to another place; `unit` NULL: the same unit. Nothing happens for an empty span. */
void check_relate(Check *check, Diagnostic *diagnostic, const Unit *unit, Span span, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* ` (Did you mean x?)`, or nothing. */
Str check_hint(Check *check, const Nearest *nearest);

/* check.c */

/* Fills attrs: those that are set, and not to null. */
void check_collect(CheckBlock *b);
/* Fills children with spec and definition of each, and checks nothing. */
void check_open(CheckBlock *b);
/* The attribute as written, NULL when absent or null. */
CheckAttr *check_attr(CheckBlock *b, Str name);
/* The attribute with a role. */
CheckAttr *check_role(CheckBlock *b, AttrRole role);
/* Number of child blocks of a type. */
uint32_t check_count(const CheckBlock *b, Str type);
/* Last label; empty without labels. */
Str check_label(const CheckBlock *b);
/* The outermost block around, or the block itself. */
CheckBlock *check_top(CheckBlock *b);
/* A scope for evaluation at an attribute of the block; reports nothing. */
Scope check_scope(CheckBlock *b, const AttrSpec *spec, Str name);
/* Kinds of mistakes in a file that have no place in a block (check_file.c). */
void check_syntax(Check *check);
/* A top-level definition that is there already. */
void check_duplicate(CheckBlock *b);
/* Is the attribute of the file set in an earlier unit? Then it reports so. */
bool check_redefined(Check *check, const SynAttr *attr);
/* Says that a block belongs in a project file, when it does; else returns false. */
bool check_project_block(CheckBlock *b);

/* check_names.c */
void check_names(CheckBlock *b);
/* Labels of a block: their number and words. False when they do not tell which of several bodies the block has. */
bool check_labels(CheckBlock *b);

/* check_sets.c: sets of parts that exclude each other or of which one is needed; early or late ones. */
void check_sets(CheckBlock *b, bool late);

/* check_value.c: evaluates each attribute and compares it with what the attribute takes. */
void check_values(CheckBlock *b);
/* Evaluates silently; the result is kept. NULL when the value has a mistake. */
const Val *check_evaluate(CheckBlock *b, CheckAttr *attr);
/* "string", "number", "list", "ref", "type": the short word for a value in messages. */
const char *check_word(const Val *value);
/* Span of a value in the unit being checked: that of the attribute's value when it comes from elsewhere. */
Span check_place(const CheckAttr *attr, const Val *value);

/* check_url.c: URLs and paths in attributes that hold them. */
void check_urls(CheckBlock *b);

/* check_nearest.c */

/* Is a reference to `column.id` wrong only because of a block `colum "id"` or `column` around it, which is reported
 * itself? */
/* Makes a warning of the mistake when the reference leads to a schema that lies close by. */
void check_nearby(CheckBlock *b, const SynAttr *attr, Span span, Diagnostic *d);
bool check_is_follow_on(CheckBlock *b, const SynAttr *attr, Span span);
/* Offers a fix for a step of a reference that does not exist. */
void check_offer_step(CheckBlock *b, const SynAttr *attr, Span step, Diagnostic *d);

/* check_sql.c: the SQL in the attributes of the block. */
void check_sql(CheckBlock *b);
/* The syntax of the statements in a part of a unit that is SQL itself; `flavor` NULL: nothing is known. An empty
 * delimiter: what the text says, else ";". */
void check_statements(Check *check, const SqlFlavor *flavor, Span body, Str delimiter);

/* check_type.c: the parameters of a column type. */
void check_type(CheckBlock *b, const CheckAttr *attr, const Val *value);

/* check_ref.c */

/* Does the definition fit one of the kinds of a REF value? */
bool check_ref_fits(const ValueSpec *spec, const SymDef *def);
/* A value that is no reference, or one to another kind, where a reference is needed. */
void check_not_ref(CheckBlock *b, const CheckAttr *attr, const ValueSpec *spec, const Val *value);
/* References that are fine by themselves, but lead out of the table where they must not. */
void check_refs(CheckBlock *b);
/* The n-th reference of an attribute (a list or a single one); NULL when it is not known. */
const Val *check_ref(const CheckAttr *attr, uint32_t nth);
/* The table (or other top-level block) around a definition; the definition itself at top level. */
const SymDef *check_owner(const SymDef *def);

/* check_key.c: foreign keys and the names of schemas. */
void check_conversion(CheckBlock *b);

/* check_variable.c */

/* Does the default of the variable have the declared type? */
void check_variable(CheckBlock *b);
/* False, with a report, when the attribute is the default of a variable and names something else. */
bool check_default_names(CheckBlock *b, const CheckAttr *attr);

/* check_locals.c: locals that depend on themselves. */
void check_locals(CheckBlock *b);

/* rules.c: the dialect's own rules for the block. */
void check_rules(CheckBlock *b);

#endif
