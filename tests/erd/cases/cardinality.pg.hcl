# One to one, many to one, many to many by a join table, to a column that is not unique, identifying or not.
schema "public" {
}
table "users" {
  schema = schema.public
  column "id" {
    type = bigint
  }
  column "email" {
    type = varchar(255)
  }
  primary_key {
    columns = [column.id]
  }
}
table "profiles" {
  schema = schema.public
  column "user_id" {
    type = bigint
  }
  primary_key {
    columns = [column.user_id]
  }
  foreign_key "user" {
    columns     = [column.user_id]
    ref_columns = [table.users.column.id]
    on_delete   = CASCADE
    on_update   = SET_NULL
  }
}
table "groups" {
  schema = schema.public
  column "id" {
    type = bigint
  }
  column "owner" {
    type = bigint
    null = true
  }
  column "mail" {
    type = varchar(255)
  }
  primary_key {
    columns = [column.id]
  }
  index "one_owner" {
    unique  = true
    columns = [column.owner]
    where   = "owner > 0"
  }
  foreign_key "owner" {
    columns     = [column.owner]
    ref_columns = [table.users.column.id]
  }
  foreign_key "mail" {
    columns     = [column.mail]
    ref_columns = [table.users.column.email]
  }
}
table "members" {
  schema = schema.public
  column "group_id" {
    type = bigint
  }
  column "user_id" {
    type = bigint
  }
  column "since" {
    type = timestamptz(3)
  }
  primary_key {
    columns = [column.user_id, column.group_id]
  }
  foreign_key "group" {
    columns     = [column.group_id]
    ref_columns = [table.groups.column.id]
  }
  foreign_key "user" {
    columns     = [column.user_id]
    ref_columns = [table.users.column.id]
  }
}
