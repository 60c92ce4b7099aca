#!/usr/bin/env bash
# In one library the p-Wasserstein distance of the same samples is given with and without its root, by functions of like names.
#
# Packages:  POT 0.9.7.post1, numpy 2.4.6, scipy 1.17.1 (PyPI)
# Behaviour: wasserstein_1d(p=2) gives the distance to the power p, sliced_wasserstein_distance (p=2 by default) takes the root; in
#            one dimension, where there is one slice only, the two should agree.
# Expected:  5 from both for samples that lie 5 apart.
# Seen:      25 from wasserstein_1d, 5 from sliced_wasserstein_distance and from gaussian.bures_wasserstein_distance (2026-11-29).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check POT==0.9.7.post1 numpy==2.4.6 scipy==1.17.1
"$work/venv/bin/python" - <<'PY'
import numpy as np
import ot

x = np.array([0.0, 1, 3])
y, one, none = x + 5, np.eye(1), np.zeros(1)
seen = {
    'wasserstein_1d': float(ot.wasserstein_1d(x, y, p=2)),
    'sliced_wasserstein_distance': float(ot.sliced_wasserstein_distance(x[:, None], y[:, None], p=2, seed=0)),
    'bures_wasserstein_distance': float(ot.gaussian.bures_wasserstein_distance(none, none + 5, one, one)),
}
print(seen)
raise SystemExit(0 if np.allclose(list(seen.values()), [25, 5, 5]) else 'changed: other powers')
PY
