# Enums, views, triggers, functions, domains, partitions, identity, comments.
schema "app" {
  comment = "all of it"
}
schema "types" {
}
enum "status" {
  schema = schema.types
  values = ["new", "old"]
}
domain "mail" {
  schema = schema.app
  type   = text
}
sequence "counter" {
  schema = schema.app
}
extension "hstore" {
  schema = schema.app
}
table "events" {
  schema = schema.app
  column "id" {
    type = bigint
    identity {
      generated = BY_DEFAULT
      start     = 100
      increment = 5
    }
  }
  column "status" {
    type    = enum.status
    default = "new"
  }
  column "mail" {
    type = domain.mail
    null = true
  }
  column "at" {
    type = timestamptz
  }
  primary_key "events_pk" {
    columns = [column.id]
    include = [column.status]
  }
  unique "one_mail" {
    columns        = [column.mail]
    nulls_distinct = false
  }
  exclude "no_twice" {
    type = GIST
    on {
      column = column.id
      op     = "="
    }
  }
  partition {
    type    = RANGE
    columns = [column.at]
  }
}
view "recent" {
  schema = schema.app
  column "id" {
    type = bigint
  }
  as         = "SELECT id FROM app.events"
  depends_on = [table.events]
}
materialized "totals" {
  schema     = schema.app
  as         = "SELECT count(*) FROM app.recent"
  depends_on = [view.recent]
}
function "touch" {
  schema = schema.app
  lang   = PLpgSQL
  return = trigger
  as     = "BEGIN RETURN NEW; END;"
}
trigger "touched" {
  on = table.events
  before {
    update = true
  }
  foreach = ROW
  execute {
    function = function.touch
  }
}
