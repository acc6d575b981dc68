CREATE FUNCTION a(x int, y int) RETURNS int LANGUAGE sql RETURN x + y;
