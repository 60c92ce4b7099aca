#!/usr/bin/env bash
# The interquartile mean of rliable drops whole scores, so it is not the mean of the middle half where n is no multiple of four.
#
# Packages:  rliable 1.2.0, numpy 2.4.6, scipy 1.17.1 (PyPI)
# Behaviour: aggregate_iqm leaves out floor(n/4) whole scores at either end; no score counts in part.
# Expected:  of 0, 1, 4, 9, 16 the middle half is 2.5 scores: 0.75 of 1 and of 9, all of 4, so (0.75 + 4 + 6.75) / 2.5 = 4.6.
# Seen:      4.666667, the mean of 1, 4, 9, which are 60% of the scores (2026-11-29).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
# The rest of what rliable asks for serves its plots and its bootstrap.
"$work/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps rliable==1.2.0 numpy==2.4.6 scipy==1.17.1
"$work/venv/bin/python" - <<'PY'
import numpy as np
from rliable.metrics import aggregate_iqm

seen = aggregate_iqm(np.array([[0.0], [1], [4], [9], [16]]))
print(f'aggregate_iqm of 0, 1, 4, 9, 16: {seen:.6f}; the mean of the middle half: {(0.75 * 1 + 4 + 0.75 * 9) / 2.5:.6f}')
raise SystemExit(0 if abs(seen - 14 / 3) < 1e-12 else 'changed: it is no longer the mean of 1, 4, 9')
PY
