#!/usr/bin/env bash
# rispy reads the RIS that cffconvert writes as an empty file, without an error.
#
# Packages:  cffconvert 2.0.0, rispy 0.10.0 (PyPI)
# Behaviour: cffconvert ends a reference with "ER" alone; rispy knows a line by "ER  - " and drops a reference that isn't ended.
# Expected:  one reference, or an error that the last one has no end.
# Seen:      an empty list; with "  - " put after ER, one reference (2026-11-29).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check cffconvert==2.0.0 rispy==0.10.0
cat > CITATION.cff <<'CFF'
cff-version: 1.2.0
message: Please cite this data set.
type: dataset
title: Scores
date-released: 2026-11-29
authors:
  - name: Team
CFF
venv/bin/cffconvert -f ris > scores.ris 2> cffconvert.log
venv/bin/python - <<'PY'
import rispy

with open('scores.ris', encoding='utf8') as file:
    text = file.read().rstrip()
whole, ended = len(rispy.loads(text + '\n')), len(rispy.loads(text + '  - \n'))
print(f'last line {text.splitlines()[-1]!r}: {whole} references; with "  - " after it: {ended}')
raise SystemExit(0 if (whole, ended) == (0, 1) else 'changed: the reference is read')
PY
