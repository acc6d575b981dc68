; SQL inside HCL: in sql("..."), in the attributes that hold SQL text, and in heredocs that say so by their tag.

((call
  name: (identifier) @_function
  argument: (string) @injection.content)
  (#eq? @_function "sql")
  (#offset! @injection.content 0 1 0 -1)
  (#set! injection.language "sql"))

((call
  name: (identifier) @_function
  argument: [(template (text) @injection.content) (heredoc (text) @injection.content)])
  (#eq? @_function "sql")
  (#set! injection.language "sql")
  (#set! injection.combined))

((attribute
  name: (identifier) @_name
  value: (string) @injection.content)
  (#any-of? @_name "as" "expr" "where" "check" "using" "sql" "query")
  (#offset! @injection.content 0 1 0 -1)
  (#set! injection.language "sql"))

((attribute
  name: (identifier) @_name
  value: [(template (text) @injection.content) (heredoc (text) @injection.content)])
  (#any-of? @_name "as" "expr" "where" "check" "using" "sql" "query")
  (#set! injection.language "sql")
  (#set! injection.combined))

((heredoc
  tag: (heredoc_tag) @_tag
  (text) @injection.content)
  (#any-of? @_tag "SQL" "sql" "PGSQL" "MYSQL" "PLPGSQL")
  (#set! injection.language "sql")
  (#set! injection.combined))

((comment) @injection.content
  (#set! injection.language "comment"))
