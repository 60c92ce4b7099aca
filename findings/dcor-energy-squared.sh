#!/usr/bin/env bash
# Two libraries have an energy_distance of two samples, and one is the square of the other.
#
# Packages:  dcor 0.7, scipy 1.17.1, numpy 2.4.6 (PyPI)
# Behaviour: scipy.stats.energy_distance takes the root, dcor.energy_distance does not.
# Expected:  one number from both, as the name and the arguments are the same.
# Seen:      2.708013 from SciPy and 7.333333, its square, from dcor (2026-11-29).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check dcor==0.7 scipy==1.17.1 numpy==2.4.6
"$work/venv/bin/python" - <<'PY'
import dcor
import numpy as np
from scipy.stats import energy_distance

x, y = np.array([0.0, 1, 3]), np.array([5.0, 6, 8])
from_scipy, from_dcor = float(energy_distance(x, y)), float(dcor.energy_distance(x[:, None], y[:, None]))
print(f'scipy {from_scipy:.6f}, dcor {from_dcor:.6f}, scipy squared {from_scipy**2:.6f}')
same = abs(from_dcor - 22 / 3) < 1e-9 and abs(from_scipy**2 - from_dcor) < 1e-9
raise SystemExit(0 if same else 'changed: dcor is no longer the square of scipy')
PY
