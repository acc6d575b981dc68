# The language of Atlas plan files, as data: see docs/reference/dialect.md for the language of this file.
dialect "plan" {
  title            = "Atlas plan"
  language_id      = "atlas-plan"
  suffix           = ".plan.hcl"
  engine           = "plan"
  config_functions = true
  scope            = ["atlas"]
}

block "plan" {
  doc           = "A reviewed migration between two schema states. `schema plan` writes the file, `schema apply` runs it when both fingerprints fit."
  labels        = ["name"]
  max           = 1
  referenced_as = "not referable"
  pro           = true
  example       = <<-HCL
    plan "add_email" {
      from      = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
      to        = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
      migration = <<-SQL
      ALTER TABLE `users` ADD COLUMN `email` text NOT NULL;
      SQL
    }
  HCL
  attributes {
    from      = required(string, "Fingerprint of the state before: standard base64 of a SHA-256 sum, 44 characters.")
    to        = required(string, "Fingerprint of the state after, same form.")
    migration = required(sql, "The statements, normally a <<-SQL heredoc. SQL of the target dialect; atlas: directives are comments in it.", { sql = script })
  }
}
