#!/usr/bin/env bash
# A quantile of the chi-square distribution, bundled for Node as an ES module, fails at import: it asks for a terminal.
#
# Packages:  @stdlib/stats-base-dists-chisquare-quantile 0.2.3, esbuild 0.28.2 (npm)
# Behaviour: the inverse of the incomplete gamma function, on which the quantile rests, traces its iterations with the package debug, which
#            requires tty, util and net at once; esbuild keeps these requires, which an ES module has not.
# Expected:  3.8414588206941245, as unbundled: a function of two numbers needs nothing of Node.
# Seen:      Error: Dynamic require of "tty" is not supported. Bundled for browsers the same module works in Node (2026-12-01).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes > npm.log
npm install --silent --no-audit --no-fund esbuild@0.28.2 @stdlib/stats-base-dists-chisquare-quantile@0.2.3
cat > quantile.mjs <<'JS'
import quantile from '@stdlib/stats-base-dists-chisquare-quantile';
console.log(quantile(0.95, 1));
JS
bundle() { npx esbuild quantile.mjs --bundle --format=esm --platform="$1" --outfile="$1.mjs" --log-level=error; }
bundle node
bundle browser
plain=$(node quantile.mjs)
browser=$(node browser.mjs)
bundled=$(node node.mjs 2>&1 | grep '^Error:' || true)
echo "as it is: $plain; bundled for browsers: $browser; bundled for Node: ${bundled:-works}"
if [ "$plain" != 3.8414588206941245 ] || [ "$browser" != "$plain" ] || [ "$bundled" != 'Error: Dynamic require of "tty" is not supported' ]; then
  echo 'changed: another result' >&2
  exit 1
fi
