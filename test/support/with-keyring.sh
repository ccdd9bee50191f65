#!/bin/sh
# usage: with-keyring.sh command args...
# Runs the command with an unlocked Secret Service of its own, which is gone afterwards with all that was put into it.
# REXXFLEET_KEYRING_HOME: keeps the keyring there instead, for a second session with the same secrets.
# REXXFLEET_KEYRING_PASSWORD: opens it with another password than 'pw'. A wrong one leaves it locked.
set -eu
HOLD="$(mktemp -d)"
trap 'rm -rf "$HOLD"' EXIT INT TERM
STAY="${REXXFLEET_KEYRING_HOME:-$HOLD}"
# Without these the daemon makes a keyring in the real home.
export XDG_DATA_HOME="$STAY/data" XDG_CACHE_HOME="$HOLD/cache" XDG_RUNTIME_DIR="$HOLD/run"
mkdir -p "$XDG_DATA_HOME" "$XDG_CACHE_HOME" "$XDG_RUNTIME_DIR"
chmod 700 "$XDG_RUNTIME_DIR"
dbus-run-session -- sh -c '
  printf %s "${REXXFLEET_KEYRING_PASSWORD:-pw}" | gnome-keyring-daemon --unlock --components=secrets >/dev/null
  exec "$@"' sh "$@"
