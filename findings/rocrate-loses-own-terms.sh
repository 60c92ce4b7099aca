#!/usr/bin/env bash
# Reading and writing an RO-Crate drops the terms that its own context defines.
#
# Packages:  rocrate 0.16.0 (PyPI)
# Behaviour: ROCrate reads an @context with a term of the crate's own, as the specification has it, and writes the standard one alone.
# Expected:  the same @context: the property "trainingGeneration" is still there, and without its term JSON-LD readers drop it.
# Seen:      the term is gone; the property stands undefined (2026-12-01).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check rocrate==0.16.0
venv/bin/python -W ignore - <<'PY'
import json
from pathlib import Path

from rocrate.rocrate import ROCrate

standard = 'https://w3id.org/ro/crate/1.1/context'
own = {'trainingGeneration': 'https://example.org/trainingGeneration'}
graph = [
    {
        '@id': 'ro-crate-metadata.json',
        '@type': 'CreativeWork',
        'about': {'@id': './'},
        'conformsTo': {'@id': 'https://w3id.org/ro/crate/1.1'},
    },
    {'@id': './', '@type': 'Dataset', 'name': 'runs', 'datePublished': '2026-12-01', 'trainingGeneration': 3},
]
Path('in').mkdir()
Path('in/ro-crate-metadata.json').write_text(json.dumps({'@context': [standard, own], '@graph': graph}))
ROCrate('in').write('out')
written = json.loads(Path('out/ro-crate-metadata.json').read_text())
root = next(entity for entity in written['@graph'] if entity['@id'] == './')
print(f'context {written["@context"]}, trainingGeneration {root.get("trainingGeneration")}')
raise SystemExit(0 if written['@context'] == standard and root.get('trainingGeneration') == 3 else 'changed: the term is kept')
PY
