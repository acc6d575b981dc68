# Directives in comments of SQL files.

#==== not directive: all directives where they are read
-- atlas:txmode none
-- atlas:nolint destructive DS103
-- atlas:checkpoint v1.2

-- atlas:nolint
DROP TABLE a;
-- atlas:renamed_from b
CREATE TABLE c (d int);

#==== not directive: a checkpoint without a tag
-- atlas:checkpoint

CREATE TABLE a (b int);

#==== not directive: the other mark of comments
# atlas:txmode file

#atlas:nolint
DROP TABLE a;

#==== not directive: no blank behind the mark
--atlas:nolint
DROP TABLE a;

#==== not directive: two groups of comments at the top
-- Written by hand.

-- atlas:txmode none

DROP TABLE a;

#==== not directive: words in a comment that are none
-- see atlas:nolnt in the manual, or atlas: migrate
-- atlas:
-- https://atlas:8080/
DROP TABLE a;

#==== not directive: a delimiter
-- atlas:delimiter \n\n\n
CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; END;

#==== not directive: the content does not count
-- atlas:sum ignore

SELECT 1;

#==== not directive: another file of the schema
-- atlas:import ../shared/types.sql

CREATE TABLE a (b int);

#==== directive: a misspelt name
-- atlas:nolnt
#        ^^^^^ warning: unknown directive atlas:nolnt (Did you mean nolint?) [directive => nolint]
DROP TABLE a;

#==== directive: a misspelt name at the top
-- atlas:txmod none
#        ^^^^^ warning: unknown directive atlas:txmod (Did you mean txmode?) [directive => txmode]

DROP TABLE a;

#==== directive: a name that nothing is close to
-- atlas:something else
#        ^^^^^^^^^ warning: unknown directive atlas:something [directive]
DROP TABLE a;

#==== directive: an unknown mode
-- atlas:txmode sometimes
#               ^^^^^^^^^ error: unknown txmode "sometimes" found in file directive "txtar.sql" [directive]

DROP TABLE a;

#==== directive: a mode with a slip
-- atlas:txmode fille
#               ^^^^^ error: unknown txmode "fille" found in file directive "txtar.sql" [directive => file]

DROP TABLE a;

#==== directive: a mode only for all files
-- atlas:txmode all
#               ^^^ error: txmode "all" is not allowed in file directive "txtar.sql". Use "file" instead [directive => file]

DROP TABLE a;

#==== directive: no mode at all
-- atlas:txmode
#  ^^^^^^^^^^^^ error: unknown txmode "" found in file directive "txtar.sql" [directive]

DROP TABLE a;

#==== directive: two modes
-- atlas:txmode none
-- atlas:txmode file
#  ^^^^^^^^^^^^^^^^^ error: multiple txmode values found in file "txtar.sql": [none file] [directive]

DROP TABLE a;

#==== directive: a mode without an empty line behind it
-- atlas:txmode none
#  ^^^^^^^^^^^^^^^^^ warning: atlas:txmode has no effect here: an empty line must follow [directive => \n]
DROP TABLE a;

#==== directive: a mode in the middle
DROP TABLE a;
-- atlas:txmode none
#  ^^^^^^^^^^^^^^^^^ warning: atlas:txmode has no effect here: it must be in the comments at the top of the file [directive]

DROP TABLE b;

#==== directive: a checkpoint in the middle
DROP TABLE a;
-- atlas:checkpoint
#  ^^^^^^^^^^^^^^^^ warning: atlas:checkpoint has no effect here: it must be in the comments at the top of the file [directive]
DROP TABLE b;

#==== directive: an empty delimiter
-- atlas:delimiter
#  ^^^^^^^^^^^^^^^ error: empty delimiter [directive]
SELECT 1;

#==== directive: a delimiter that is not in the first line
-- Triggers.
-- atlas:delimiter //
#  ^^^^^^^^^^^^^^^^^^ warning: atlas:delimiter has no effect here: it must be the first line of the file or section [directive]

SELECT 1//

#==== directive: sum in the middle
SELECT 1;
-- atlas:sum ignore
#  ^^^^^^^^^^^^^^^^ warning: atlas:sum has no effect here: it must be the first line of the file or section [directive]

#==== directive: sum with another word
-- atlas:sum skip
#            ^^^^ error: atlas:sum takes ignore, not "skip" [directive]

SELECT 1;

#==== directive: sum without a word
-- atlas:sum
#  ^^^^^^^^^ error: atlas:sum takes ignore, not "" [directive]

SELECT 1;

#==== directive: an import without a path
-- atlas:import
#  ^^^^^^^^^^^^ error: atlas:import needs the path of a file [directive]

SELECT 1;

#==== directive: the old name is missing
-- atlas:renamed_from
#  ^^^^^^^^^^^^^^^^^^ error: atlas:renamed_from needs the old name [directive]
CREATE TABLE a (b int);

#==== directive: sections announced too late
-- A migration.
-- atlas:txtar
#  ^^^^^^^^^^^ warning: atlas:txtar has no effect here: it must be the first line of the file [directive]

SELECT 1;

#==== directive: arguments that mean nothing
-- atlas:txtar 2
#              ^ error: atlas:txtar takes no arguments [directive]

-- migration.sql --
SELECT 1;

#==== directive: assert in a file without sections
-- atlas:assert oneof
#  ^^^^^^^^^^^^^^^^^^ warning: atlas:assert has no effect here: it must be at the top of a section with checks [directive]

SELECT 1;

#==== maybe-unknown: an analyzer with a slip
-- atlas:nolint destructve incompatible
#               ^^^^^^^^^^ hint: unknown word destructve (Did you mean destructive?) [maybe-unknown => destructive]
DROP TABLE a;

#==== not maybe-unknown: a rule of one's own
-- atlas:nolint our-rule PG303
DROP TABLE a;
