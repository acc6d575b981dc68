#!/usr/bin/env bash
# Installs what the machine lacks: `setup.sh build` what building and running need (Debian packages only),
# `setup.sh test` also what the tests need. Does nothing, and asks nothing, when all of it is there.
set -euo pipefail
cd "$(dirname "$0")/.."

build_packages=(gcc make cmake ninja-build pkg-config libtree-sitter-dev libjansson-dev libuv1-dev libsqlite3-dev libpq-dev libmariadb-dev libpg-query-dev libpcre2-dev)
test_packages=(git libgit2-dev libcmocka-dev clang-14 clang-format-14 libclang-rt-14-dev neovim valgrind python3 python3-venv)
# Tests of databases are skipped without them.
server_packages=(postgresql mariadb-server)

missing_packages() {
  local name
  for name in "$@"; do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'install ok installed' || echo "$name"
  done
}

install_packages() {
  local missing
  mapfile -t missing < <(missing_packages "$@")
  [ ${#missing[@]} -eq 0 ] && return
  if ! command -v apt-get >/dev/null; then
    echo "setup: this machine has no apt-get; install by hand: ${missing[*]}" >&2
    exit 2
  fi
  local sudo=()
  [ "$(id -u)" -eq 0 ] || sudo=(sudo)
  echo "setup: installing ${missing[*]}"
  "${sudo[@]}" apt-get update -qq
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# A Python environment of its own under build/, made anew when the requirements change.
install_python() {
  local venv=build/venv requirements=tests/requirements.txt stamp=build/venv/requirements.sha256
  if [ -f "$stamp" ] && sha256sum --status -c "$stamp"; then return; fi
  echo "setup: making the Python environment of the tests"
  rm -rf "$venv"
  mkdir -p build
  python3 -m venv "$venv" 2>/dev/null || /usr/bin/python3 -m venv "$venv"
  "$venv/bin/pip" install -q --disable-pip-version-check -r "$requirements"
  sha256sum "$requirements" >"$stamp"
}

case "${1:-build}" in
  build) install_packages "${build_packages[@]}" ;;
  test)
    install_packages "${build_packages[@]}" "${test_packages[@]}"
    install_packages "${server_packages[@]}" || echo "setup: no database servers; their tests will be skipped"
    install_python
    ;;
  *)
    echo "usage: setup.sh [build|test]" >&2
    exit 2
    ;;
esac
