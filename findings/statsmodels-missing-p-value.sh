#!/usr/bin/env bash
# One missing p-value is counted as a test by Holm, and takes all others with it under Benjamini-Hochberg.
#
# Packages:  statsmodels 0.15.0, numpy 2.4.6, pandas 2.3.3 (PyPI)
# Behaviour: of the p-values 0.01, NaN and 0.04 (an entry that was not measured on one benchmark) multipletests adjusts the two as
#            though there were three by holm, bonferroni and sidak, and answers three NaN by fdr_bh and hommel. No method warns.
# Expected:  NaN for the missing one alone, the others adjusted as two, by every method.
# Seen:      holm [0.03, NaN, 0.08], bonferroni [0.03, NaN, 0.12], fdr_bh and hommel [NaN, NaN, NaN] (2026-12-01).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check statsmodels==0.15.0 numpy==2.4.6 pandas==2.3.3
"$work/venv/bin/python" -W ignore - <<'PY'
import numpy as np
from statsmodels.stats.multitest import multipletests


def adjusted(values, method):
    return [round(float(value), 6) for value in multipletests(values, method=method)[1]]


values = [0.01, np.nan, 0.04]
seen = {method: adjusted(values, method) for method in ('holm', 'bonferroni', 'fdr_bh', 'hommel')}
for method, row in seen.items():
    print(f'{method}: {row}')
print(f'holm of the two alone: {adjusted([0.01, 0.04], "holm")}')
changed = seen['holm'][0] != 0.03 or seen['bonferroni'][2] != 0.12 or not np.isnan(seen['fdr_bh'] + seen['hommel']).all()
raise SystemExit('changed: a missing p-value is treated otherwise' if changed else 0)
PY
