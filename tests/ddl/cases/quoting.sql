CREATE TABLE "Order" ("Id" int PRIMARY KEY, "select" text CHECK ("select" <> ''), "a b" int UNIQUE, "user" int);
CREATE INDEX ON "Order" ("user");
CREATE SCHEMA "My App";
CREATE TABLE "My App".t (id serial);
CREATE TYPE "My App"."St" AS ENUM ('A');
ALTER TABLE "My App".t ADD s "My App"."St" DEFAULT 'A';
