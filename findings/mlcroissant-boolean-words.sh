#!/usr/bin/env bash
# A Croissant column that is declared as boolean reads "no" as true.
#
# Packages:  mlcroissant 1.1.1, pandas 3.1.1 (PyPI)
# Behaviour: words that pandas doesn't take for booleans reach Python's bool(), for which any text but the empty one is true; one such word in
#            a column does this to all the others, "False" included.
# Expected:  false for "no" and for "False", or an error about a value that is no boolean.
# Seen:      True for "no"; False for "False" beside "True", but True for it beside "no" (2026-11-29).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check mlcroissant==1.1.1 pandas==3.1.1
venv/bin/python - 2> mlcroissant.log <<'PY' || { cat mlcroissant.log >&2; exit 1; }
import hashlib
import json

import mlcroissant as mlc


def read(lines, data_type):
    """Reads a column that is declared to be of a type."""
    text = '\n'.join(['id', *lines, ''])
    with open('data.csv', 'w', encoding='utf8') as file:
        file.write(text)
    data = mlc.FileObject(
        id='file',
        name='file',
        content_url='data.csv',
        encoding_formats=['text/csv'],
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
    source = mlc.Source(file_object='file', extract=mlc.Extract(column='id'))
    field = mlc.Field(id='rows/id', name='id', data_types=data_type, source=source)
    described = mlc.Metadata(
        name='scores',
        url='https://example.org',
        distribution=[data],
        record_sets=[mlc.RecordSet(id='rows', name='rows', fields=[field])],
    )
    with open('croissant.json', 'w', encoding='utf8') as file:
        json.dump(described.to_json(), file, default=str)
    return [row['rows/id'] for row in mlc.Dataset('croissant.json').records('rows')]


seen = [read(lines, mlc.DataType.BOOL) for lines in (['yes', 'no'], ['True', 'False'], ['True', 'False', 'no'])]
print(*seen, sep='\n')
raise SystemExit(0 if seen == [[True, True], [True, False], [True, True, True]] else 'changed: other values')
PY
