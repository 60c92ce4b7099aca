#!/usr/bin/env bash
# An .npz file can hold arrays named "scores" and "scores.npy", and both names give the same one.
#
# Packages:  numpy 2.4.6 (PyPI)
# Behaviour: np.savez stores an array in the member NAME.npy; np.load looks a name up among member names first, so the array named
#            "scores.npy" (member scores.npy.npy) is hidden by the one named "scores" (member scores.npy).
# Expected:  each name that `files` lists gives the array that was saved under it, or np.savez refuses the pair.
# Seen:      `files` lists both names, and both give the first array; the second can't be reached by its name (2026-11-29).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check numpy==2.4.6
"$work/venv/bin/python" - <<'PY'
import io

import numpy as np

file = io.BytesIO()
np.savez(file, **{'scores': np.array(1), 'scores.npy': np.array(2)})
file.seek(0)
loaded = np.load(file)
seen = {name: int(loaded[name]) for name in loaded.files}
print(f'saved scores = 1, scores.npy = 2; loaded {seen}')
raise SystemExit(0 if seen == {'scores': 1, 'scores.npy': 1} else 'changed: the names are told apart')
PY
