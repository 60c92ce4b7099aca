#!/usr/bin/env bash
# BibTeX written by citation-js says something else than the title: "≠" becomes "=", "10²" becomes "102".
#
# Packages:  @citation-js/core and plugin-bibtex 0.8.2 (npm; 0.9.0 for newer Node.js does the same)
# Behaviour: characters without a LaTeX command in its table are decomposed, and what then isn't ASCII is left out, in silence.
# Expected:  $\neq$, $\leq$, $^2$, or the characters themselves, as today's BibTeX and biblatex read UTF-8.
# Seen:      "a ≠ b" as "a = b", "a ≤ b" and "a ≈ b" as "a  b", "10²" as "102"; "±" and "×" are right (2026-11-29).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes > npm.log
npm install --silent --no-audit --no-fund @citation-js/core@0.8.2 @citation-js/plugin-bibtex@0.8.2
cat > citation.mjs <<'JS'
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';

const expected = { 'a ≠ b': 'a = b', 'a ≤ b': 'a  b', 'a ≈ b': 'a  b', 'error 10²': 'error 102', 'a ± b': 'a \\textpm{} b' };
for (const [title, changed] of Object.entries(expected)) {
  const [, seen] = /title = \{(.*)\},/.exec(new Cite({ type: 'dataset', title }).format('bibtex'));
  console.log(`${title}: title = {${seen}}`);
  if (seen === changed) continue;
  console.error('changed: it was', changed);
  process.exitCode = 1;
}
JS
node citation.mjs
