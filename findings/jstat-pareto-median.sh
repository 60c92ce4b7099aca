#!/usr/bin/env bash
# The median of a Pareto distribution is not where its own distribution function is a half.
#
# Packages:  jstat 1.9.6 (npm)
# Behaviour: jStat.pareto.median(scale, shape) is scale * shape * √2; the median is scale * 2^(1/shape).
# Expected:  √2 = 1.4142 for scale 1 and shape 2, as jStat.pareto.inv(0.5, 1, 2) says.
# Seen:      2.8284, where jStat.pareto.cdf is 0.875 (2026-12-01).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts jstat@1.9.6
cat > see.mjs <<'JS'
import jstat from 'jstat';

const { pareto } = jstat.jStat;
const median = pareto.median(1, 2);
console.log(`median ${median}, cdf there ${pareto.cdf(median, 1, 2)}, inv(0.5) ${pareto.inv(0.5, 1, 2)}, closed form ${2 ** (1 / 2)}`);
if (Math.abs(median - 2 * Math.SQRT2) > 1e-9 || Math.abs(pareto.inv(0.5, 1, 2) - Math.SQRT2) > 1e-9) throw new Error('changed: another median');
JS
node see.mjs
