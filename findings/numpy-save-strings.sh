#!/usr/bin/env bash
# NumPy saves its own variable-width strings as a pickle, which its own np.load then refuses.
#
# Packages:  numpy 2.4.6 (PyPI)
# Behaviour: np.save of a StringDType array writes '|O', a pickled object array, with a warning that speaks of custom types.
# Expected:  text in the file, as for fixed-width strings ('<U2'), since StringDType is a type of NumPy itself.
# Seen:      np.save succeeds; np.load with its defaults raises ValueError: Object arrays cannot be loaded (2026-11-29).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check numpy==2.4.6
"$work/venv/bin/python" - <<'PY'
import io
import warnings

import numpy as np


def loaded(dtype):
    file = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        np.save(file, np.array(['a', 'bc'], dtype=dtype))
    file.seek(0)
    try:
        return np.load(file).dtype.str
    except ValueError as error:
        return f'ValueError: {error}'


fixed, variable = loaded('U2'), loaded(np.dtypes.StringDType())
print(f'fixed width: {fixed}\nvariable width: {variable}')
raise SystemExit(0 if fixed == '<U2' and variable.startswith('ValueError: Object arrays') else 'changed')
PY
