# atlas-lsp: dialect=dialect
# Facts that the checks look up.

facts "sql_on_schema" {
  doc     = "Blocks whose SQL runs on the state that the schema files describe: a table that they do not have is worth a warning. SQL elsewhere meets another state, or one that is not known."
  columns = ["block", "state"]
  rows = [
    ["plan", "the desired schema, and what the statements of the plan name before it is reached"],
  ]
}
