#!/usr/bin/env bash
# The normal distribution of simple-statistics is a printed table: no tail is below 0.001.
#
# Packages:  simple-statistics 7.12.1, jstat 1.9.6 (npm)
# Behaviour: cumulativeStdNormalProbability rounds to four decimals and ends at z = 3.09: beyond it every value is 0.999 or 0.001.
# Expected:  2.87e-7 at -5; a two-sided p-value of 5.7e-7, and that probit, described as the inverse, takes 0.9999 there and back.
# Seen:      0.001 at -5, so p = 0.002 however large z is; 0.999 for probit(0.9999) (2026-12-01).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts simple-statistics@7.12.1 jstat@1.9.6
cat > see.mjs <<'JS'
import jstat from 'jstat';
import { cumulativeStdNormalProbability as cdf, probit } from 'simple-statistics';

const seen = [-5, -8, 5, probit(0.9999)].map(cdf);
console.log(`at -5, -8, 5 and probit(0.9999): ${seen.join(', ')}; jStat at -5: ${jstat.jStat.normal.cdf(-5, 0, 1)}`);
const same = seen.every((value, at) => Math.abs(value - [0.001, 0.001, 0.999, 0.999][at]) < 1e-12);
if (!same || jstat.jStat.normal.cdf(-5, 0, 1) > 2.9e-7) throw new Error('changed: the tails go on');
JS
node see.mjs
