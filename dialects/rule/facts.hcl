# atlas-lsp: dialect=dialect
# Facts that completion, hover and the rules look up.

facts "scope" {
  doc     = "Names in scope."
  columns = ["where", "names"]
  rows = [
    ["conditions and messages", "self, self.<attribute>, var.<name>"],
    ["self members in expressions", "index: parts[*].column, parts[*].expr; foreign_key: columns; column: table; permission: privilege, table"],
  ]
}
