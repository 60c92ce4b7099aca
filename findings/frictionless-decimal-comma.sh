#!/usr/bin/env bash
# Numbers with a decimal comma are taken for places on the globe, and the table is valid.
#
# Packages:  frictionless 5.21.0 (PyPI)
# Behaviour: of a column "1,5", "2,5" in a table separated by semicolons the inferred type is geopoint.
# Expected:  text, or a number with decimalChar ","; nothing speaks of longitude and latitude.
# Seen:      geopoint; the scores are read as [1, 5] and [2, 5], validate says valid (2026-12-01).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check frictionless==5.21.0
venv/bin/python -W ignore - <<'PY'
from pathlib import Path

from frictionless import Resource, validate

Path('scores.csv').write_text('score;seed\n1,5;2\n2,5;3\n')
with Resource(path='scores.csv') as table:
    kinds = [field.type for field in table.schema.fields]
    scores = [[float(part) for part in row['score']] for row in table.row_stream]
print(kinds, scores, validate('scores.csv').valid)
same = kinds == ['geopoint', 'integer'] and scores == [[1, 5], [2, 5]] and validate('scores.csv').valid
raise SystemExit(0 if same else 'changed: another type')
PY
