#!/usr/bin/env bash
# Makers of BibTeX write the month as a number, which the classic styles print as it stands: "11 2026".
#
# Packages:  @citation-js/core and plugin-bibtex 0.8.2 (npm); cffconvert 2.0.0, pybtex 0.26.1 (PyPI)
# Behaviour: cffconvert always writes month = {11}, citation-js does where no day is known; BibTeX's styles know the month by its
#            macro (month = nov) and print any other text unchanged.
# Expected:  "November 2026" in the bibliography, whichever tool wrote the entry.
# Seen:      "11 2026" from both (2026-11-29).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes > npm.log
npm install --silent --no-audit --no-fund @citation-js/core@0.8.2 @citation-js/plugin-bibtex@0.8.2
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check cffconvert==2.0.0 pybtex==0.26.1
cat > citation.mjs <<'JS'
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';

const issued = { 'date-parts': [[2026, 11]] };
console.log(new Cite({ type: 'dataset', title: 'Scores', author: [{ literal: 'Team' }], issued }).format('bibtex'));
JS
cat > CITATION.cff <<'CFF'
cff-version: 1.2.0
message: Please cite this data set.
type: dataset
title: Scores
date-released: 2026-11-29
authors:
  - name: Team
CFF
cat > printed.py <<'PY'
import sys

from pybtex.database import parse_string
from pybtex.plugin import find_plugin

style = find_plugin('pybtex.style.formatting', 'plain')()
entries = style.format_bibliography(parse_string(sys.stdin.read(), 'bibtex'))
print(*(entry.text.render(find_plugin('pybtex.backends', 'plaintext')()) for entry in entries))
PY
printed() { venv/bin/python printed.py; }
by_hand=$(echo '@misc{a, author = {{Team}}, title = {Scores}, month = nov, year = 2026}' | printed)
by_citation_js=$(node citation.mjs | printed)
by_cffconvert=$(venv/bin/cffconvert -f bibtex 2> cffconvert.log | printed)
printf 'by hand, month = nov: %s\ncitation-js: %s\ncffconvert:  %s\n' "$by_hand" "$by_citation_js" "$by_cffconvert"
[ "$by_hand" = 'Team. Scores. November 2026.' ] || { echo 'the style is another' >&2; exit 1; }
for seen in "$by_citation_js" "$by_cffconvert"; do
  case "$seen" in *'. 11 2026.') ;; *) echo 'changed: the month is not printed as a number' >&2; exit 1 ;; esac
done
