#!/usr/bin/env bash
# RIS written by citation-js leaves out the particles of names: "van Beethoven" is "Beethoven".
#
# Packages:  @citation-js/core, plugin-ris and plugin-bibtex 0.8.2 (npm)
# Behaviour: AU lines are made of family, given and suffix only; the same item's BibTeX keeps the particle.
# Expected:  "AU  - van Beethoven, Ludwig", as in BibTeX.
# Seen:      "AU  - Beethoven, Ludwig", so the name is another after a round trip; the suffix "Jr." stays (2026-11-29).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes > npm.log
npm install --silent --no-audit --no-fund @citation-js/core@0.8.2 @citation-js/plugin-ris@0.8.2 @citation-js/plugin-bibtex@0.8.2
cat > citation.mjs <<'JS'
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';

const author = [
  { family: 'Beethoven', given: 'Ludwig', 'non-dropping-particle': 'van' },
  { family: 'King', given: 'Martin', suffix: 'Jr.' },
];
const item = new Cite({ type: 'dataset', title: 'Scores', author });
const [bibtex] = /author = .*/.exec(item.format('bibtex'));
const ris = item.format('ris').match(/^AU .*/gm).map((line) => line.trim());
console.log(`BibTeX: ${bibtex}\nRIS: ${ris.join(' | ')}`);
if (!bibtex.includes('van Beethoven, Ludwig') || ris[0] !== 'AU  - Beethoven, Ludwig' || ris[1] !== 'AU  - King, Martin, Jr.') {
  console.error('changed: other names');
  process.exitCode = 1;
}
JS
node citation.mjs
