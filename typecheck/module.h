/* module.h: the files that make up one schema (or one project), their index of names, and their diagnostics.
 *
 * Not thread-safe, with one exception: module_check_all reads from several threads while nothing changes. Files are
 * parsed elsewhere (file_parse) and handed over. After each change the units whose diagnostics may differ are dirty;
 * the owner checks them when it likes: the unit under the cursor at once, the rest in slices. */
#ifndef ATLAS_TYPECHECK_MODULE_H
#define ATLAS_TYPECHECK_MODULE_H

#include "base/map.h"
#include "typecheck/file.h"

typedef struct Module Module;

/* A value given to an input variable: --var, or an attribute of the env. */
typedef struct ModuleVar {
  Str name, value;
} ModuleVar;

typedef struct ModuleOptions {
  const ModuleVar *vars;
  size_t var_count;
} ModuleOptions;

Module *module_new(const ModuleOptions *options);
/* Frees the files too. */
void module_free(Module *self);

/* The value given to an input variable, the last of several; false when none was. */
bool module_var(const Module *self, Str name, Str *value);
/* The values in the order in which they were given, from `*at` on, which moves behind the value; false: no more. */
bool module_next_var(const Module *self, Str name, size_t *at, Str *value);

/* What is at a path, as far as the owner of the module knows: it may only look up what it has at hand, and be called
 * from several threads. Whoever learns more marks the units dirty again (module_recheck). */
typedef enum ModulePath { MODULE_PATH_UNKNOWN, MODULE_PATH_NONE, MODULE_PATH_FILE, MODULE_PATH_DIR } ModulePath;
typedef ModulePath (*ModulePathFn)(void *context, Str path);
/* Without it nothing is known about files that are not in the module. */
void module_set_paths(Module *self, ModulePathFn fn, void *context);
ModulePath module_path(const Module *self, Str path);
/* Marks all units of a file: what is known about its dialect changed. */
void module_recheck_file(Module *self, File *file);
/* Marks all units whose check asked for a path. */
void module_recheck(Module *self);

/* The SQL of the files of `self`, tests for instance, is about the tables of `schema`. When names change there, the
 * units that use them are dirty here. `complete`: what is not in the schema does not exist. Either may be freed first.
 */
void module_link(Module *self, Module *schema, bool complete);
/* Forgets all schemas. */
void module_unlink(Module *self);
size_t module_schema_count(const Module *self);
const Module *module_schema(const Module *self, size_t index);
/* Are all schemas complete? */
bool module_schemas_complete(const Module *self);

/* Another schema that lies close by, in a folder above or below: a reference that leads there only is a warning, since
 * nothing says whether both are read together. The other module must live as long. */
void module_add_nearby(Module *self, const Module *other);
size_t module_nearby_count(const Module *self);
const Module *module_nearby(const Module *self, size_t index);

/* Takes ownership of the file. All its units are dirty, and those of other files that name what it defines. */
void module_add(Module *self, File *file);
/* Removes and frees the file. */
void module_remove(Module *self, File *file);
/* Edits an open file (see file_edit) and marks what must be checked again. */
void module_edit(Module *self, File *file, uint32_t start, uint32_t end, Str text);
/* The same for a whole new text; frees the patch. */
void module_patch(Module *self, FilePatch *patch);
/* Gives every file, in their order, another path. The paths are in order and differ. */
void module_rename(Module *self, const Str *paths);
size_t module_file_count(const Module *self);
File *module_file(const Module *self, size_t index);
/* NULL when the module has no such file. */
File *module_find(const Module *self, Str path);

/* A definition in the index. */
typedef struct ModuleDef {
  const SymDef *def;
  Unit *unit;
} ModuleDef;

/* Top-level definitions of a type and name, in order of file and position: ("table", "users"), ("variable", "x"),
 * ("local", "x"); a top-level attribute has the type "". `name` is the last label; qualified ones are found too. The
 * result lives until the next change. O(1). */
const ModuleDef *module_defs(const Module *self, Str type, Str name, size_t *count);
/* Of several definitions with a qualifier (empty: without) the one that is meant in a file: a later one hides an
 * earlier one, but those of the file itself go first, then those of its part: files that are read together often
 * define the same names. NULL: none has the qualifier. */
const ModuleDef *module_pick(const ModuleDef *defs, size_t count, Str qualifier, const File *own);
/* All definitions of a type, in the same order. */
const ModuleDef *module_kind(const Module *self, Str type, size_t *count);
/* Types that occur at top level, in order of their names: fn is called with each. */
void module_kinds(const Module *self, void (*fn)(void *context, Str type), void *context);
/* Does any block of `parent_type` (empty: any top-level block) in the module have a child block of `type`?
 * HCL scope needs it: then `index.x` is a null object and not an unknown variable. */
bool module_has_child_kind(const Module *self, Str parent_type, Str type);

/* Checks one unit now; its diagnostics are in unit->diags until the next check. A unit without text cannot be
 * checked and has none. */
void module_check(Module *self, Unit *unit);
/* Checks dirty kept units for at most `budget_us` microseconds, the file `first` (may be NULL) before the others.
 * Each file with changed diagnostics is reported once per call. Returns whether dirty units remain. */
bool module_check_slice(Module *self, File *first, uint64_t budget_us, void (*changed)(void *context, File *file),
                        void *context);
/* Checks all dirty kept units on `jobs` threads. */
void module_check_all(Module *self, unsigned jobs);
/* Are units of kept files dirty? Those of indexed files are counted in File.dirty_count only. */
bool module_has_dirty(const Module *self);

/* Where a reference leads. */
typedef struct RefTarget {
  const SymDef *def; /* definition; NULL: not found */
  Unit *unit;
  uint32_t step; /* steps used up to the definition: `table.users.column.id` has 3, `table.users.name` 1 */
} RefTarget;

/* Resolves a path that stands at `inside` (innermost definition around it, NULL at top level) in `unit`, inside out
 * as HCL does (language.md 3.3). A smaller `count` follows only that many steps, for definitions of the middle of a
 * path. Returns false when no definition is reached. O(steps). */
bool module_resolve(const Module *self, const Unit *unit, const SymDef *inside, Str root, const Str *steps,
                    uint32_t count, RefTarget *out);
/* All occurrences that lead to `def`, its own name included when `with_def`, also those in modules whose schema this
 * is; fn returns false to stop. */
typedef bool (*ModuleRefFn)(void *context, Unit *unit, Span span);
void module_references(const Module *self, const SymDef *def, const Unit *unit, bool with_def, ModuleRefFn fn,
                       void *context);

#endif
