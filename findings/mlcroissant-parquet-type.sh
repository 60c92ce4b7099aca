#!/usr/bin/env bash
# A Croissant description of a Parquet file under its registered media type is valid, and its records can't be read.
#
# Packages:  mlcroissant 1.1.1, pandas 3.1.1, pyarrow 26.0.1 (PyPI)
# Behaviour: the reader knows application/x-parquet alone; application/vnd.apache.parquet, which IANA registered in 2024, passes
#            validation without a word, and then "None of the provided encoding formats … returned a valid pandas dataframe".
# Expected:  the rows, or a warning when the description is checked.
# Seen:      no issue of either description; [1, 2] under the first type, GenerationError under the second (2026-11-30).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check mlcroissant==1.1.1 pandas==3.1.1 pyarrow==26.0.1
venv/bin/python - 2> mlcroissant.log <<'PY' || { cat mlcroissant.log >&2; exit 1; }
import hashlib
import json
import pathlib

import mlcroissant as mlc
import pandas as pd

pd.DataFrame({'score': [1, 2]}).to_parquet('data.parquet')
digest = hashlib.sha256(pathlib.Path('data.parquet').read_bytes()).hexdigest()


def read(media_type):
    """The records of the file under a media type, or the name of the error; and how many issues its description has."""
    file = mlc.FileObject(
        id='file', name='file', content_url='data.parquet', encoding_formats=[media_type], sha256=digest
    )
    source = mlc.Source(file_object='file', extract=mlc.Extract(column='score'))
    field = mlc.Field(id='rows/score', name='score', data_types=mlc.DataType.INTEGER, source=source)
    described = mlc.Metadata(
        name='scores',
        url='https://example.org',
        distribution=[file],
        record_sets=[mlc.RecordSet(id='rows', name='rows', fields=[field])],
    )
    with open('croissant.json', 'w', encoding='utf8') as out:
        json.dump(described.to_json(), out, default=str)
    dataset = mlc.Dataset('croissant.json')
    issues = len(dataset.metadata.ctx.issues.errors)
    try:
        return issues, [int(row['rows/score']) for row in dataset.records('rows')]
    except Exception as error:  # Whatever it is called.
        return issues, type(error).__name__


seen = {media_type: read(media_type) for media_type in ('application/x-parquet', 'application/vnd.apache.parquet')}
print(seen)
wanted = {'application/x-parquet': (0, [1, 2]), 'application/vnd.apache.parquet': (0, 'GenerationError')}
raise SystemExit(0 if seen == wanted else 'changed: the registered type is read, or refused when checked')
PY
