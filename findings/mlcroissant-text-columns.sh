#!/usr/bin/env bash
# A Croissant column that is declared as text loses its leading and trailing zeros.
#
# Packages:  mlcroissant 1.1.1, pandas 3.1.1 (PyPI)
# Behaviour: pandas guesses the type of a CSV column first, and the text is made from its numbers; the declared sc:Text comes too late.
# Expected:  the text of the file: "007", "1.10", "1e3".
# Seen:      b'7', b'1.1', b'1000.0', and b'False' for "false", so versions and identifiers are others (2026-11-29).
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


wanted = {'007': b'7', '1.10': b'1.1', '1e3': b'1000.0', 'false': b'False'}
seen = {text: read([text], mlc.DataType.TEXT)[0] for text in wanted}
print(seen)
raise SystemExit(0 if seen == wanted else 'changed: other text')
PY
