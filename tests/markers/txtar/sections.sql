# Migrations in several sections.

#==== not migration-section: all kinds of sections
-- atlas:txtar

-- checks.sql --
SELECT NOT EXISTS (SELECT 1 FROM users);

-- checks/orders.sql --
-- atlas:assert oneof

SELECT NOT EXISTS (SELECT 1 FROM orders);
SELECT count(*) = 0 FROM archive;

-- migration.sql --
DROP TABLE users;

-- down.sql --
CREATE TABLE users (id int);

#==== not migration-section: comments before the first section
-- atlas:txtar

-- Written by hand.
# Twice.
-- migration.sql --
DROP TABLE users;

#==== not migration-section: dashes that are no name
-- atlas:txtar

-- migration.sql --
-- -- note
--- a.sql ---
-- a.sql
DROP TABLE users;

#==== not migration-section: a file that only looks so
-- migration.sql --
DROP TABLE users;

#==== not migration-section: which findings a check answers
-- atlas:txtar

-- checks/destructive.sql --
-- atlas:assert DS103
SELECT NOT EXISTS (SELECT 1 FROM users);

-- migration.sql --
DROP TABLE users;

#==== not migration-section: directives in a section
-- atlas:txtar

-- migration.sql --
-- atlas:delimiter \n\n
DROP TABLE a
-- atlas:nolint destructive
DROP TABLE b

#==== migration-section: no migration
-- atlas:txtar
#  ^^^^^^^^^^^ error: missing section migration.sql [migration-section]

-- checks.sql --
SELECT 1;

#==== migration-section: no section at all
-- atlas:txtar
#  ^^^^^^^^^^^ error: missing section migration.sql [migration-section]

DROP TABLE users;

#==== migration-section: a misspelt name
-- atlas:txtar

-- migratoin.sql --
#  ^^^^^^^^^^^^^ warning: unknown section migratoin.sql (Did you mean migration.sql?) [migration-section => migration.sql]
DROP TABLE users;

#==== migration-section: an unknown name
-- atlas:txtar

-- migration.sql --
DROP TABLE users;
-- rollback.sql --
#  ^^^^^^^^^^^^ warning: unknown section rollback.sql [migration-section]
CREATE TABLE users (id int);

#==== migration-section: a misspelt way back
-- atlas:txtar

-- migration.sql --
DROP TABLE users;
-- dwn.sql --
#  ^^^^^^^ warning: unknown section dwn.sql (Did you mean down.sql?) [migration-section => down.sql]
CREATE TABLE users (id int);

#==== migration-section: a check that is no SQL file
-- atlas:txtar

-- checks/users --
#  ^^^^^^^^^^^^ warning: unknown section checks/users [migration-section]
SELECT 1;
-- migration.sql --
DROP TABLE users;

#==== migration-section: a folder without a name
-- atlas:txtar

-- checks/.sql --
#  ^^^^^^^^^^^ warning: unknown section checks/.sql (Did you mean checks.sql?) [migration-section => checks.sql]
SELECT 1;
-- migration.sql --
DROP TABLE users;

#==== migration-section: a section twice
-- atlas:txtar

-- migration.sql --
DROP TABLE a;
-- migration.sql --
#  ^^^^^^^^^^^^^ error: duplicate section migration.sql [migration-section]
DROP TABLE b;

#==== migration-section: a check twice
-- atlas:txtar

-- checks/a.sql --
SELECT 1;
-- checks/a.sql --
#  ^^^^^^^^^^^^ error: duplicate section checks/a.sql [migration-section]
SELECT 2;
-- migration.sql --
DROP TABLE b;

#==== migration-section: no empty line behind the first
-- atlas:txtar
#  ^^^^^^^^^^^ error: atlas:txtar must be followed by an empty line [migration-section => \n]
-- migration.sql --
DROP TABLE a;

#==== migration-section: statements before the first section
-- atlas:txtar

DROP TABLE a;
#^^^^^^^^^^^^ warning: text before the first section is ignored [migration-section]
-- migration.sql --
DROP TABLE b;

#==== directive: assert in the migration
-- atlas:txtar

-- migration.sql --
DROP TABLE a;
-- atlas:assert oneof
#  ^^^^^^^^^^^^^^^^^^ warning: atlas:assert has no effect here: it must be at the top of a section with checks [directive]
DROP TABLE b;

#==== maybe-unknown: a misspelt way to read checks
-- atlas:txtar

-- checks.sql --
-- atlas:assert onof
#               ^^^^ hint: unknown word onof (Did you mean oneof?) [maybe-unknown => oneof]
SELECT 1;
-- migration.sql --
DROP TABLE b;

#==== directive: a transaction mode in a section
-- atlas:txtar

-- migration.sql --
-- atlas:txmod none
#        ^^^^^ warning: unknown directive atlas:txmod (Did you mean txmode?) [directive => txmode]
DROP TABLE b;
