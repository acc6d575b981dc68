#!/usr/bin/env bash
# Other releases of Debian and Ubuntu with the database servers of their time, unpacked below build/roots, so that tests
# can run on versions that this machine does not have.
#
#     scripts/roots.sh mysql80      unpacks what is missing and prints the folder of its root
#     scripts/roots.sh list         the servers that there are
#
# Status 3 with a line "skipped: ..." when it cannot be done: it takes the rights of root, debootstrap and a network.
set -euo pipefail

fail() { echo "roots: $*" >&2; exit 2; }
skip() { echo "skipped: $*" >&2; exit 3; }

# server, release, of whom, packages
servers="
mysql57     bionic    ubuntu  mysql-server-core-5.7
mysql80     jammy     ubuntu  mysql-server-core-8.0
mysql97     sid       debian  mysql-server-core
mariadb103  focal     ubuntu  mariadb-server-core-10.3,mariadb-client-core-10.3
mariadb105  bullseye  debian  mariadb-server-core-10.5,mariadb-client-core-10.5
mariadb106  jammy     ubuntu  mariadb-server-core-10.6,mariadb-client-core-10.6
mariadb118  trixie    debian  mariadb-server-core,mariadb-client-core
postgres10  bionic    ubuntu  postgresql-10
postgres12  focal     ubuntu  postgresql-12
postgres13  bullseye  debian  postgresql-13
postgres14  jammy     ubuntu  postgresql-14
postgres16  noble     ubuntu  postgresql-16
postgres17  trixie    debian  postgresql-17
postgres18  sid       debian  postgresql-18
"

[ "${1:-}" != list ] || { awk 'NF { print $1 }' <<<"$servers"; exit 0; }
read -r name release vendor package < <(awk -v name="${1:-}" '$1 == name' <<<"$servers") || fail "no server \"${1:-}\""
home=$(cd "$(dirname "$0")/.." && pwd)
root=$home/build/roots/$name
[ ! -f "$root/ready" ] || { echo "$root"; exit 0; }
[ "$(id -u)" -eq 0 ] || skip "unpacking $release takes the rights of root"
command -v debootstrap >/dev/null || skip "debootstrap is not installed"
mkdir -p "$home/build/roots"
rm -rf "$root"
script=/usr/share/debootstrap/scripts/$release
options=(--variant=minbase --include="$package")
[ "$vendor" != ubuntu ] || options+=(--components=main,universe --no-check-gpg)
# What debootstrap does not know yet is unpacked as its elders were, from their usual mirror.
[ -e "$script" ] || script=/usr/share/debootstrap/scripts/gutsy
debootstrap "${options[@]}" "$release" "$root" "" "$script" >"$root.log" 2>&1 ||
  { tail -2 "$root.log" >&2; rm -rf "$root"; skip "$package of $release cannot be unpacked"; }
rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/*
touch "$root/ready"
echo "$root"
