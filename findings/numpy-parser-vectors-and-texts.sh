#!/usr/bin/env bash
# A vector is read as a matrix of one column, and short texts as 16-bit numbers.
#
# Packages:  numpy-parser 1.2.3 (npm), numpy 2.4.6 (PyPI)
# Behaviour: the header's shape "(3,)" becomes [3, 1], that of a real column too; "<U2", texts of two letters, is lowered to "<u2".
# Expected:  the shape [3]; an error for texts, as for the other types it does not know.
# Seen:      [3, 1] for the vector as for the column; "ab" is 97, 0, 98, 0 (2026-12-01).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts numpy-parser@1.2.3
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check numpy==2.4.6
venv/bin/python - <<'PY'
import numpy as np

np.save('vector.npy', np.zeros(3))
np.save('column.npy', np.zeros((3, 1)))
np.save('texts.npy', np.array(['ab', 'c']))
PY
cat > see.mjs <<'JS'
import { readFileSync } from 'node:fs';
import parser from 'numpy-parser';

const read = (name) => parser.fromArrayBuffer(new Uint8Array(readFileSync(`${name}.npy`)).buffer);
const seen = [read('vector').shape, read('column').shape, [...read('texts').data].slice(0, 4)].join('; ');
console.log(`vector; column; texts: ${seen}`);
if (seen !== '3,1; 3,1; 97,0,98,0') throw new Error('changed: other shapes or texts');
JS
node see.mjs
