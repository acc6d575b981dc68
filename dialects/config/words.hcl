# atlas-lsp: dialect=dialect
# Long lists of words of Atlas project file.

enum "lint_codes" {
  words = [
    "DS101", "DS102", "DS103", "CD101", "CD102", "CD103", "MF101", "MF102", "MF103", "MF104", "BC101", "BC102",
    "BC103", "BC104", "MY101", "MY102", "MY110", "MY111", "MY112", "MY113", "MY120", "MY121", "MY122", "MY123",
    "MY130", "MY131", "MY132", "MY133", "MY134", "MY135", "MY136", "MY137", "MY138", "MY139", "MY140", "MY141",
    "MY142", "MY143", "MY144", "MY145", "MY146", "MY147", "MY148", "LT101", "PG101", "PG102", "PG103", "PG104",
    "PG105", "PG108", "PG109", "PG110", "PG301", "PG302", "PG303", "PG304", "PG305", "PG306", "PG307", "PG308",
    "PG309", "PG310", "PG311", "PG312", "PG314", "PG320", "NM101", "NM102", "NM103", "NM104", "NM105", "NM106",
    "OW101", "OW102", "SA101", "TX101", "TX201",
  ]
}
