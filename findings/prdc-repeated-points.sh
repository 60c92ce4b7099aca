#!/usr/bin/env bash
# Precision, recall, density and coverage are all 0 for a set against itself, where each point occurs more often than k.
#
# Packages:  prdc 0.2, numpy 2.4.6, scikit-learn 1.9.1 (PyPI)
# Behaviour: a point counts where its distance is less than the distance to the k-th neighbour; with k copies that distance is 0, and
#            nothing is less than 0. Discrete data, and models that repeat a few samples, meet this.
# Expected:  1 for all four, since the two sets are the same.
# Seen:      0 for all four; the same five points without copies, and k = 2, give 1 (2026-11-29).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check prdc==0.2 numpy==2.4.6 scikit-learn==1.9.1
"$work/venv/bin/python" - <<'PY'
import contextlib
import io

import numpy as np
from prdc import compute_prdc


def measured(points, k):
    with contextlib.redirect_stdout(io.StringIO()):
        return {name: float(value) for name, value in compute_prdc(points, points, nearest_k=k).items()}


points = np.array([[0.0, 0], [1, 0], [0, 2], [3, 3], [5, 1]])
once, copies = measured(points, 2), measured(np.repeat(points, 10, axis=0), 5)
print(f'each point once, k = 2:      {once}\neach point ten times, k = 5: {copies}')
changed = once['precision'] != 1 or once['coverage'] != 1 or any(copies.values())
raise SystemExit('changed: copies count' if changed else 0)
PY
