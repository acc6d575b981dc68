CREATE TYPE addr AS (street text, zip varchar(5), n numeric(4,1));
ALTER TYPE addr ADD ATTRIBUTE city text;
ALTER TYPE addr RENAME ATTRIBUTE zip TO code;
ALTER TYPE addr DROP ATTRIBUTE street;
ALTER TYPE addr ALTER ATTRIBUTE n TYPE int;
CREATE TABLE t (a addr, b addr[]);
COMMENT ON TYPE addr IS 'x';
