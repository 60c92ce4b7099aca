#!/usr/bin/env bash
# The second of the quartiles is not the median, and the first of five numbers is the least of them.
#
# Packages:  jstat 1.9.6 (npm)
# Behaviour: quartiles picks the values at round(n/4), round(n/2) and round(3n/4) and never lies between two; median and quantiles do.
# Expected:  2.5 in the middle of 1, 2, 3, 4, as median says; outer quartiles of 1 to 5 equally far from the middle.
# Seen:      [1, 2, 3] beside a median of 2.5, and [1, 3, 4] for 1 to 5, where 4 is called the third and 1 the first (2026-12-01).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts jstat@1.9.6
cat > see.mjs <<'JS'
import jstat from 'jstat';

const { jStat } = jstat;
const [four, five] = [jStat.quartiles([1, 2, 3, 4]), jStat.quartiles([1, 2, 3, 4, 5])];
console.log(`quartiles ${four} and ${five}; median of the four ${jStat.median([1, 2, 3, 4])}; quantiles of the five ${jStat.quantiles([1, 2, 3, 4, 5], [0.25, 0.5, 0.75])}`);
if (String(four) !== '1,2,3' || String(five) !== '1,3,4' || jStat.median([1, 2, 3, 4]) !== 2.5) throw new Error('changed: other quartiles');
JS
node see.mjs
