#!/usr/bin/env bash
# citation-js reads "and others" of a BibTeX entry as a person called others.
#
# Packages:  @citation-js/core, plugin-bibtex and plugin-csl 0.8.2 (npm)
# Behaviour: the last name of `author = {Smith, A. and others}`, by which BibTeX marks a shortened list, becomes an author.
# Expected:  one author and "et al." in the reference.
# Seen:      two authors; APA prints "Smith, A., & others. (2026)." (2026-11-29).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes > npm.log
npm install --silent --no-audit --no-fund @citation-js/core@0.8.2 @citation-js/plugin-bibtex@0.8.2 @citation-js/plugin-csl@0.8.2
cat > citation.mjs <<'JS'
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-csl';

const read = new Cite('@misc{a, author = {Smith, A. and others}, title = {Scores}, year = 2026}');
const families = read.data[0].author.map(({ family }) => family).join(', ');
const printed = read.format('bibliography', { template: 'apa' }).trim();
console.log(`authors: ${families}\nAPA: ${printed}`);
if (families !== 'Smith, others' || printed !== 'Smith, A., & others. (2026). Scores.') {
  console.error('changed: others is not an author');
  process.exitCode = 1;
}
JS
node citation.mjs
