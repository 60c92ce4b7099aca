#!/usr/bin/env bash
# cffconvert describes a data set as source code, and a team as a person.
#
# Packages:  cffconvert 2.0.0 (PyPI)
# Behaviour: `type: dataset` of a valid CITATION.cff is not looked at; every author becomes a Person.
# Expected:  schema.org Dataset and Organization; RIS DATA.
# Seen:      SoftwareSourceCode and Person; RIS GEN (2026-11-29).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check cffconvert==2.0.0
cat > CITATION.cff <<'CFF'
cff-version: 1.2.0
message: Please cite this data set.
type: dataset
title: Scores
date-released: 2026-11-29
authors:
  - name: Team
CFF
venv/bin/cffconvert --validate 2> cffconvert.log
venv/bin/cffconvert -f schema.org > scores.json 2> cffconvert.log
ris=$(venv/bin/cffconvert -f ris 2> cffconvert.log | grep '^TY')
schema=$(venv/bin/python -c "import json; d = json.load(open('scores.json')); print(d['@type'], d['author'][0]['@type'])")
printf 'schema.org: %s\nRIS: %s\n' "$schema" "$ris"
[ "$schema" = 'SoftwareSourceCode Person' ] && [ "$ris" = 'TY  - GEN' ] || { echo 'changed: other types' >&2; exit 1; }
