#!/usr/bin/env bash
# Database servers for tests, on loopback, with data that nobody needs afterwards.
#
#     scripts/servers.sh start postgres DIR   starts one in DIR (made when missing) and prints its URL
#     scripts/servers.sh start mariadb DIR
#     scripts/servers.sh start pglite18 DIR   PostgreSQL 16, 17 or 18 inside of Node, from npm: one client at a time
#     scripts/servers.sh start mysql80 DIR    another of `scripts/roots.sh list`, from the release that it came with
#     scripts/servers.sh again DIR            starts a MariaDB that was killed once more, at its old port
#     scripts/servers.sh stop DIR             stops it and removes DIR
#
# SERVER_OPTIONS: further options of mariadbd.
# Status 3 with a line "skipped: ..." when the server is not installed (scripts/setup.sh test installs it).
set -euo pipefail

fail() { echo "servers: $*" >&2; exit 2; }
skip() { echo "skipped: $*" >&2; exit 3; }

# A port that nothing listens on.
free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# Servers refuse to run as root: then as their own user.
as_user() {
  local user=$1
  shift
  if [ "$(id -u)" -eq 0 ]; then runuser -u "$user" -- "$@"; else "$@"; fi
}

give_to() { if [ "$(id -u)" -eq 0 ]; then chown "$@"; fi; }

postgres_bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1; }

start_postgres() {
  local dir=$1 bin port
  bin=$(postgres_bin)
  [ -x "${bin:-/none}/initdb" ] || skip "PostgreSQL is not installed"
  port=$(free_port)
  give_to postgres "$dir"
  as_user postgres "$bin/initdb" -D "$dir/data" -A trust -U postgres --no-sync -E UTF8 --locale=C >"$dir/initdb.log" 2>&1 ||
    fail "initdb failed: $(tail -1 "$dir/initdb.log")"
  as_user postgres "$bin/pg_ctl" -D "$dir/data" -w -l "$dir/log" -o "-c listen_addresses=127.0.0.1 -p $port -k $dir \
    -c fsync=off -c full_page_writes=off -c synchronous_commit=off" start >/dev/null || fail "PostgreSQL did not start"
  echo postgres >"$dir/kind"
  echo "postgres://postgres@127.0.0.1:$port/postgres?sslmode=disable"
}

start_mariadb() {
  local dir=$1 port
  command -v mariadbd >/dev/null || skip "MariaDB is not installed"
  port=$(free_port)
  # A folder of its own for temporary tables: a server that starts removes those that it finds.
  mkdir -p "$dir/tmp"
  give_to mysql "$dir" "$dir/tmp"
  mariadb-install-db --no-defaults --user=mysql --datadir="$dir/data" --auth-root-authentication-method=normal \
    --skip-test-db >"$dir/install.log" 2>&1 || fail "mariadb-install-db failed: $(tail -1 "$dir/install.log")"
  echo mariadb >"$dir/kind"
  echo "$port" >"$dir/port"
  run_mariadb "$dir"
}

run_mariadb() {
  local dir=$1 port
  port=$(cat "$dir/port")
  # It waits for no disk: statements that change a schema are twenty times as fast.
  setsid mariadbd --no-defaults --user=mysql --datadir="$dir/data" --tmpdir="$dir/tmp" --socket="$dir/sock" --bind-address=127.0.0.1 \
    --port="$port" --pid-file="$dir/pid" --skip-log-bin --innodb-flush-log-at-trx-commit=0 \
    --loose-debug-no-sync --loose-innodb-flush-method=nosync ${SERVER_OPTIONS:-} >"$dir/log" 2>&1 </dev/null &
  for _ in $(seq 100); do
    mariadb-admin --no-defaults -uroot --socket="$dir/sock" ping >/dev/null 2>&1 && break
    sleep 0.1
  done
  mariadb-admin --no-defaults -uroot --socket="$dir/sock" ping >/dev/null 2>&1 || fail "MariaDB did not start"
  echo "maria://root@127.0.0.1:$port/"
}

# Version of the package that holds a version of PostgreSQL.
pglite_package() {
  case "$1" in
    16) echo 0.2.17 ;;
    17) echo 0.3.16 ;;
    18) echo 0.5.14 ;;
    *) fail "no PGlite of PostgreSQL $1" ;;
  esac
}

start_pglite() {
  local version=$1 dir=$2 port home package
  home=$(cd "$(dirname "$0")/.." && pwd)
  package=$home/build/pglite/$version
  command -v node >/dev/null && command -v npm >/dev/null || skip "Node.js is not installed"
  if [ ! -d "$package/node_modules/@electric-sql/pglite" ]; then
    mkdir -p "$package"
    (cd "$package" && npm init -y >/dev/null 2>&1 &&
      npm install "@electric-sql/pglite@$(pglite_package "$version")" --no-audit --no-fund >install.log 2>&1) ||
      skip "PGlite cannot be installed"
  fi
  port=$(free_port)
  setsid node "$home/scripts/pglite.mjs" "$package" "$port" >"$dir/log" 2>&1 </dev/null &
  echo $! >"$dir/pid"
  for _ in $(seq 300); do
    grep -q ready "$dir/log" && break
    sleep 0.1
  done
  grep -q ready "$dir/log" || fail "PGlite did not start: $(tail -1 "$dir/log")"
  echo pglite >"$dir/kind"
  echo "postgres://postgres@127.0.0.1:$port/postgres?sslmode=disable"
}

# Calls a program of another release. Its data is in the folder srv/NAME of the root, which `dir` only points to.
start_of_release() {
  local name=$1 dir=$2 home root data
  home=$(cd "$(dirname "$0")/.." && pwd)
  root=$("$home/scripts/roots.sh" "$name") || { echo "$root"; exit 3; }
  mkdir -p "$root/srv"
  data=$(mktemp -d "$root/srv/XXXXXX")
  chmod 777 "$data"
  echo "$data" >"$dir/data_at"
  free_port >"$dir/port"
  echo "$name" >"$dir/kind"
  case "$name" in
    postgres*) run_old_postgres "$root" "$dir" "${data#"$root"}" ;;
    *) run_old_mysql "$root" "$dir" "${data#"$root"}" ;;
  esac
}

run_old_postgres() {
  local root=$1 dir=$2 data=$3 bin port
  port=$(cat "$dir/port")
  bin=$(cd "$root" && ls -d usr/lib/postgresql/*/bin)
  chroot "$root" runuser -u postgres -- "/$bin/initdb" -D "$data/data" -A trust -U postgres --no-sync -E UTF8 --locale=C \
    >"$dir/initdb.log" 2>&1 || fail "initdb failed: $(tail -1 "$dir/initdb.log")"
  setsid chroot "$root" runuser -u postgres -- "/$bin/postgres" -D "$data/data" -c listen_addresses=127.0.0.1 -p "$port" -k "$data" \
    -c fsync=off -c full_page_writes=off -c synchronous_commit=off >"$dir/log" 2>&1 </dev/null &
  wait_for "$dir" "$port"
  ln -s "$root$data/data" "$dir/data"
  head -1 "$root$data/data/postmaster.pid" >"$dir/pid"
  echo "postgres://postgres@127.0.0.1:$port/postgres?sslmode=disable"
}

run_old_mysql() {
  local root=$1 dir=$2 data=$3 port install server scheme=mysql
  local common=(--no-defaults --user=root --datadir="$data/data")
  port=$(cat "$dir/port")
  if [[ $(cat "$dir/kind") == mariadb* ]]; then
    scheme=maria
    install=/usr/bin/mariadb-install-db
    [ -x "$root$install" ] || install=/usr/bin/mysql_install_db
    chroot "$root" "$install" "${common[@]}" --force --auth-root-authentication-method=normal --skip-test-db
  else
    chroot "$root" /usr/sbin/mysqld "${common[@]}" --initialize-insecure
  fi >"$dir/install.log" 2>&1 || fail "its data cannot be made: $(tail -1 "$dir/install.log")"
  server=/usr/sbin/mysqld
  [ -x "$root$server" ] || server=/usr/sbin/mariadbd
  setsid chroot "$root" "$server" "${common[@]}" --socket="$data/sock" --pid-file="$data/pid" --bind-address=127.0.0.1 \
    --port="$port" --skip-log-bin --innodb-flush-log-at-trx-commit=0 --loose-mysqlx=OFF --loose-debug-no-sync \
    --innodb-flush-method=nosync --secure-file-priv= >"$dir/log" 2>&1 </dev/null &
  wait_for "$dir" "$port"
  cp "$root$data/pid" "$dir/pid"
  echo "$scheme://root@127.0.0.1:$port/"
}

# Waits until the last program answers at the port.
wait_for() {
  local dir=$1 port=$2 pid=$!
  for _ in $(seq 600); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && return
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  fail "$(cat "$dir/kind") did not start: $(tail -1 "$dir/log")"
}

stop() {
  local dir=$1 pid
  [ -f "$dir/kind" ] || return 0
  if [ "$(cat "$dir/kind")" = postgres ]; then
    as_user postgres "$(postgres_bin)/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null 2>&1 || true
  elif [ -f "$dir/pid" ]; then
    pid=$(cat "$dir/pid")
    # To PostgreSQL an interrupt says not to wait until its clients have gone.
    case "$(cat "$dir/kind")" in postgres*) kill -INT "$pid" ;; *) kill "$pid" ;; esac 2>/dev/null || true
    for _ in $(seq 100); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
  fi
  [ ! -f "$dir/data_at" ] || rm -rf "$(cat "$dir/data_at")"
  rm -rf "$dir"
}

case "${1:-}" in
  start)
    [ $# -eq 3 ] || fail "usage: servers.sh start postgres|mariadb|pglite16|pglite17|pglite18 DIR"
    mkdir -p "$3"
    chmod 755 "$3"
    case "$2" in
      postgres) start_postgres "$3" ;;
      mariadb) start_mariadb "$3" ;;
      pglite*) start_pglite "${2#pglite}" "$3" ;;
      *[0-9]) start_of_release "$2" "$3" ;;
      *) fail "no such server: $2" ;;
    esac
    ;;
  again)
    [ $# -eq 2 ] && [ "$(cat "$2/kind")" = mariadb ] || fail "only a MariaDB that was started here is started again"
    run_mariadb "$2"
    ;;
  stop)
    [ $# -eq 2 ] || fail "usage: servers.sh stop DIR"
    stop "$2"
    ;;
  *) fail "usage: servers.sh start postgres|mariadb DIR | stop DIR" ;;
esac
