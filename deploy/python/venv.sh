#!/bin/sh
# Builds a Python virtual environment from pinned requirements, once: a stamp holds the checksum of what was installed.
#   venv.sh <folder> <requirements file>
# Exit code 0: the environment is ready. 3: this machine has no usable Python or cannot reach the package index; the
# reason is one line on standard error. A half-built environment is never taken for a whole one.
set -eu
folder=$1
requirements=$2
stamp="$folder/.stamp"

python=""
for candidate in python3.11 python3.12 python3.13 python3; do
  if command -v "$candidate" >/dev/null 2>&1 &&
    "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
    python=$candidate
    break
  fi
done
if [ -z "$python" ]; then
  echo "no Python 3.11 or newer with its venv module (on Debian: apt-get install python3-venv)" >&2
  exit 3
fi

wanted=$(cksum < "$requirements")
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
  exit 0
fi

# Two builds at once would ruin each other's folder; mkdir is the lock that every file system has.
mkdir -p "$(dirname "$folder")"
lock="$folder.lock"
waited=0
while ! mkdir "$lock" 2>/dev/null; do
  if [ "$waited" -ge 600 ]; then
    echo "another build holds $lock for ten minutes; remove it if none is running" >&2
    exit 3
  fi
  sleep 1
  waited=$((waited + 1))
done
trap 'rmdir "$lock"' EXIT
trap 'exit 3' INT TERM
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
  exit 0
fi

rm -rf "$folder"
"$python" -m venv "$folder" >&2 || { echo "python -m venv failed" >&2; exit 3; }
if ! "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$requirements" >"$folder/pip.log" 2>&1; then
  echo "pip could not install $requirements: $(tail -n 1 "$folder/pip.log")" >&2
  exit 3
fi
printf '%s\n' "$wanted" > "$stamp"
