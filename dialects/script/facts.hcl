# atlas-lsp: dialect=dialect
# Facts that completion, hover and the rules look up.

facts "scope" {
  doc     = "Names in scope."
  columns = ["where", "names"]
  rows = [
    ["always", "var.<name>, local.<name>, mask.<name> (in use)"],
    ["after a bound query", "query.<name>.rows[*].<column>"],
    ["in do", "iterator.keyset.batch[*].<column>, iterator.range.from, iterator.range.to, self.index"],
    ["in next", "cursor.<column>"],
    ["in iterator sql", "ramp.size"],
  ]
}

facts "sql_on_schema" {
  doc     = "Blocks whose SQL runs on the state that the schema files describe: a table that they do not have is worth a warning. SQL elsewhere meets another state, or one that is not known."
  columns = ["block", "state"]
  rows = [
    ["script:exec", "the schema of the env"],
    ["script:loop", "the schema of the env"],
    ["script:query", "the schema of the env"],
  ]
}
