#!/usr/bin/env bash
# MAUVE of a set and the same set shrunk to a hundredth is 1: features are divided by their lengths first.
#
# Packages:  mauve-text 0.4.0, numpy 2.4.6, faiss-cpu 1.15.1 (PyPI)
# Behaviour: compute_mauve scales every row of p_features and q_features to length 1 before it clusters them. Where scale is what is
#            asked about (a model whose variance has collapsed, or exploded) it sees nothing; a shift it sees.
# Expected:  a score near 0 for the shrunk set, since the two have next to no mass in common.
# Seen:      1.0 for a hundredth and for a hundredfold, 0.008 for a shift by 1,000 (2026-12-01).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check mauve-text==0.4.0 numpy==2.4.6 faiss-cpu==1.15.1
"$work/venv/bin/python" - 2>/dev/null <<'PY'
import mauve
import numpy as np

data = np.random.default_rng(0).normal(size=(500, 8)).astype(np.float32)


def score(other):
    options = dict(num_buckets=10, kmeans_num_redo=1, kmeans_max_iter=20, verbose=False)
    return float(mauve.compute_mauve(p_features=data, q_features=other.astype(np.float32), **options).mauve)


shrunk, grown, moved = score(data / 100), score(data * 100), score(data + 1000)
print(f'a hundredth: {shrunk:.4f}\na hundredfold: {grown:.4f}\nmoved by 1,000: {moved:.4f}')
raise SystemExit('changed: scale counts' if min(shrunk, grown) < 0.99 or moved > 0.5 else 0)
PY
