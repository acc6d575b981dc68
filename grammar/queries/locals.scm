; The only names that a file binds for a part of itself are the variables of `for`.

[
  (for_tuple)
  (for_object)
  (template_for)
] @local.scope

(for_tuple variable: (identifier) @local.definition.var)
(for_object variable: (identifier) @local.definition.var)
(template_for variable: (identifier) @local.definition.var)

(identifier) @local.reference
