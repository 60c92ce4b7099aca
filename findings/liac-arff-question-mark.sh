#!/usr/bin/env bash
# The answers "?" and "" become missing values in an ARFF file, the format of OpenML.
#
# Packages:  liac-arff 2.5.0 (PyPI)
# Behaviour: dumps writes both without quotes as ?, which is the format's mark of a missing value; loads itself tells '?' and '' in quotes
#            from it.
# Expected:  '?' and '' in quotes, and the same texts after reading.
# Seen:      None for both (2026-12-01).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check liac-arff==2.5.0
venv/bin/python -W ignore - <<'PY'
import arff

attributes = [('answer', 'STRING'), ('score', 'REAL')]
table = {'relation': 'answers', 'attributes': attributes, 'data': [['?', 1.0], ['', 0.0], ['yes', 0.5]]}
seen = arff.loads(arff.dumps(table))['data']
quoted = arff.loads('@RELATION answers\n@ATTRIBUTE answer STRING\n@DATA\n\'?\'\n\'\'\n')['data']
print(f'written and read: {seen}; read from quotes: {quoted}')
same = seen == [[None, 1.0], [None, 0.0], ['yes', 0.5]] and quoted == [['?'], ['']]
raise SystemExit(0 if same else 'changed: the texts are kept')
PY
