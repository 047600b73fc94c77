#!/bin/bash
# prerequisites.sh demo|test [--explain]
# Puts on this machine what the demo, or what the tests, need beyond the .NET SDK, and nothing that is there already.
# On Debian and Ubuntu, as root or with sudo, it installs packages WITHOUT starting machine-wide servers: ReactionPlans starts
# its own, on loopback. Elsewhere it says in one sentence what to install. --explain only says what would be installed.
set -euo pipefail

set_name=${1:-}
explain=${2:-}
case "$set_name" in demo | test) ;; *)
  echo "usage: $0 demo|test [--explain]" >&2
  exit 2
  ;;
esac

has() { command -v "$1" >/dev/null 2>&1; }
has_postgres() { [ -n "${RP_PG_BIN:-}" ] || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || has initdb; }
has_rabbitmq() { compgen -G '/usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin/rabbitmq-server' >/dev/null; }
has_chromium() { has chromium || has chromium-browser || has google-chrome; }
# All are run by the tests themselves; Debian's own python3 is asked, since another one earlier in PATH does not see Debian's modules.
has_sshd() { [ -x /usr/sbin/sshd ] || has sshd; }
has_aiosmtpd() { /usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null; }
has_faketime() { compgen -G "/usr/lib/*/faketime/libfaketimeMT.so.1" >/dev/null; }
has_icalendar() { /usr/bin/python3 -c 'import icalendar' 2>/dev/null; }
has_compose() { docker compose version >/dev/null 2>&1 || has docker-compose; }

# Node may come from elsewhere than the package archive, and Debian's npm would then pull in a second one: each is asked for by itself.
missing=()
has dotnet || { echo "The .NET SDK 10 is missing: install it first (https://dotnet.microsoft.com/download)." >&2; exit 1; }
has_postgres || missing+=(postgresql)
has node || missing+=(nodejs)
has npm || missing+=(npm)
if [ "$set_name" = test ]; then
  has_rabbitmq || missing+=(rabbitmq-server)
  has_chromium || missing+=(chromium)
  has xmllint || missing+=(libxml2-utils)
  has_compose || missing+=(docker-compose)
  has_sshd || missing+=(openssh-server)
  has_aiosmtpd || missing+=(python3-aiosmtpd)
  has_icalendar || missing+=(python3-icalendar)
  has_faketime || missing+=(libfaketime)
fi
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$explain" = --explain ]; then
  echo "${missing[*]}"
  exit 0
fi

as_root=()
[ "$(id -u)" = 0 ] || as_root=(sudo)
if ! has apt-get || { [ "$(id -u)" != 0 ] && ! has sudo; }; then
  echo "Please install: ${missing[*]} (Debian's package names; PostgreSQL 15 or newer, Node 18 or newer) - or run this as root on Debian or Ubuntu." >&2
  exit 1
fi

# --- no machine-wide servers --------------------------------------------------------------------------------------------------
# Packages ask policy-rc.d whether they may start their server (101: no), and postgresql-common reads whether to make a cluster.
# Both are put back exactly as they were, whatever happens.
policy=/usr/sbin/policy-rc.d
cluster_settings=/etc/postgresql-common/createcluster.conf
kept=$(mktemp -d)
restore=()

guard() { # FILE MODE CONTENT: puts CONTENT in FILE until this script ends
  local file=$1 mode=$2 content=$3 copy
  copy=$kept/${#restore[@]}
  restore+=("$file")
  if [ -e "$file" ] || [ -L "$file" ]; then "${as_root[@]}" cp -a "$file" "$copy" && "${as_root[@]}" rm -f "$file"; fi
  "${as_root[@]}" mkdir -p "$(dirname "$file")"
  printf '%s\n' "$content" | "${as_root[@]}" tee "$file" >/dev/null
  "${as_root[@]}" chmod "$mode" "$file"
}

put_back() {
  local index
  for index in "${!restore[@]}"; do
    "${as_root[@]}" rm -f "${restore[$index]}"
    if [ -e "$kept/$index" ] || [ -L "$kept/$index" ]; then "${as_root[@]}" cp -a "$kept/$index" "${restore[$index]}"; fi
  done
  "${as_root[@]}" rm -rf "$kept"
}
trap put_back EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

guard "$policy" 755 '#!/bin/sh
exit 101'
had_cluster_settings=yes
if [[ " ${missing[*]} " == *" postgresql "* ]]; then
  [ -e "$cluster_settings" ] || had_cluster_settings=no
  guard "$cluster_settings" 644 'create_main_cluster = false'
fi

# CI's machine is thrown away: waiting for the disk after each unpacked file makes nothing safer there.
apt_options=(-qq -y -o Dpkg::Use-Pty=0)
[ "${CI:-}" = true ] && apt_options+=(-o Dpkg::Options::=--force-unsafe-io)
install() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1 apt-get "${apt_options[@]}" install --no-install-recommends "$@"; }

log=$kept/apt.log
echo "Installing ${missing[*]} (no server is started) ..."
if ! { "${as_root[@]}" apt-get -qq update && install "${missing[@]}"; } >"$log" 2>&1; then
  tail -n 20 "$log" >&2
  echo "The packages could not be installed; please install by hand: ${missing[*]}" >&2
  exit 1
fi

# Where there were no cluster settings before, the package's own belong there now.
if [ "$had_cluster_settings" = no ] && [ -e /usr/share/postgresql-common/createcluster.conf ]; then
  cp /usr/share/postgresql-common/createcluster.conf "$kept/1"
fi
