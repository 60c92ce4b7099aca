#!/usr/bin/env bash
# pip installs rliable beside pandas 3 without a word, and then its main module can't be imported.
#
# Packages:  rliable 1.2.0, arch 7.2.0 (the newest that rliable allows), pandas 3.1.1 against 2.3.3 (PyPI)
# Behaviour: rliable asks for arch and leaves pandas open; arch 7 calls a decorator of pandas that takes other arguments since pandas 3.
# Expected:  a set of packages that pip resolves without a warning can be imported.
# Seen:      TypeError from arch on `import rliable.library` with pandas 3.1.1, none with 2.3.3 (2026-11-29).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
install() { "$work/venv/bin/pip" install --quiet --disable-pip-version-check "$@"; }
import_library() { "$work/venv/bin/python" -c 'import rliable.library' 2>&1 | tail -n 1; }

install rliable==1.2.0 arch==7.2.0 pandas==3.1.1
"$work/venv/bin/pip" check
with_three=$(import_library || true)
install pandas==2.3.3
with_two=$(import_library || true)
echo "pandas 3.1.1: ${with_three:-imported}"
echo "pandas 2.3.3: ${with_two:-imported}"
case "$with_three" in TypeError:*) ;; *) echo 'changed: pandas 3.1.1 no longer ends in a TypeError' >&2; exit 1 ;; esac
[ -z "$with_two" ] || { echo 'changed: pandas 2.3.3 fails too' >&2; exit 1; }
