#!/usr/bin/env bash
# A .npy file does not say which 16-bit or 8-bit float it holds when the type is one of ml_dtypes.
#
# Packages:  numpy 2.4.6, ml_dtypes 0.6.0 (PyPI)
# Behaviour: np.save writes arrays of these types without a complaint: most as raw bytes ('<V2', '<V1'), float8_e5m2 as '<f1', a type
#            that NumPy doesn't have and np.load doesn't take.
# Expected:  either the type in the header, or an error that it can't be saved.
# Seen:      bfloat16 comes back as |V2, float8_e4m3fn and int4 both as |V1, float8_e5m2 as a ValueError (2026-11-29).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check numpy==2.4.6 ml_dtypes==0.6.0
"$work/venv/bin/python" - <<'PY'
import io

import ml_dtypes
import numpy as np

seen = {}
for name in ('bfloat16', 'float8_e4m3fn', 'float8_e5m2', 'int4'):
    file = io.BytesIO()
    np.save(file, np.array([1, 2, 3], dtype=getattr(ml_dtypes, name)))
    file.seek(0)
    try:
        seen[name] = np.load(file).dtype.str
    except ValueError as error:
        seen[name] = f'ValueError: {error}'
    print(f'{name} saved and loaded: {seen[name]}')
expected = {'bfloat16': '|V2', 'float8_e4m3fn': '|V1', 'float8_e5m2': "ValueError: descr is not a valid dtype descriptor: '<f1'", 'int4': '|V1'}
raise SystemExit(0 if seen == expected else 'changed: the files say more of their types')
PY
