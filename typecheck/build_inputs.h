/* build_inputs.h: the values that a project file gives to the input variables of schema files:
 *
 *     env "local" {
 *       src    = data.hcl_schema.app.url            var.tenant = "acme", and what `vars` of the data source says
 *       tenant = "acme"
 *     }
 */
#ifndef ATLAS_TYPECHECK_BUILD_INPUTS_H
#define ATLAS_TYPECHECK_BUILD_INPUTS_H

#include "typecheck/build.h"
#include "typecheck/project.h"

/* Owns what the values point to. */
typedef struct BuildInputs {
  Module *module; /* the project file */
  Arena arena;
  ARRAY(ValField) values;
  EvalRun run; /* atlas.env, when the values are those of an env; else it is empty */
} BuildInputs;

/* The env that tells the inputs of a schema file: `wanted` (--env), or the only one whose sources name the file. False:
 * there is none, or several. */
bool build_env(const Project *project, Str file, Str wanted, Str *env);

/* Reads what an env (or data source) passes on to a schema file. `text` is that of the project file, `vars` are values
 * of its own variables. What is known only in a run is an unknown value. Pure: reads no file. */
void build_inputs(BuildInputs *self, const Project *project, Str text, Str env, Str file, const ModuleVar *vars,
                  size_t var_count);
void build_inputs_free(BuildInputs *self);
/* The inputs as options; they point into `self`. */
BuildOptions build_inputs_options(const BuildInputs *self);

/* Builds a module into a realm with the inputs that the project (may be NULL, its text then empty) gives to its files,
 * for `env` (empty: whichever names them). `vars` are values of the project's own variables. */
void build_add_project(Realm *realm, const Module *module, const Project *project, Str text, Str env,
                       const ModuleOptions *vars);

/* Key and name of the schema that a file belongs to: the modules of one env form one schema. */
Str build_schema_key(Arena *arena, Str file, const Dialect *dialect, const Project *project, Str *name);

#endif
