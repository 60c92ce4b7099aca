#!/usr/bin/env bash
# Writing BibTeX with accents as LaTeX turns the braces that protect a name into printed braces.
#
# Packages:  bibtexparser 2.1.0, pylatexenc 2.11 (PyPI)
# Behaviour: LatexEncodingMiddleware escapes the braces of a title that was read with them, as it is by default.
# Expected:  {BERT} as it was: BibTeX's way to keep capitals, which prints no brace.
# Seen:      \{BERT\}, which LaTeX prints with its braces and whose capitals nothing protects (2026-12-01).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check bibtexparser==2.1.0 pylatexenc==2.11
venv/bin/python -W ignore - <<'PY'
import bibtexparser
from bibtexparser.middlewares import LatexEncodingMiddleware
from pylatexenc.latex2text import LatexNodes2Text

read = bibtexparser.parse_string('@misc{a, title = {Über {BERT}}}')
written = bibtexparser.write_string(read, prepend_middleware=[LatexEncodingMiddleware()])
title = bibtexparser.parse_string(written).entries[0]['title']
print(f'{title!r} prints as {LatexNodes2Text().latex_to_text(title)!r}')
raise SystemExit(0 if r'\{BERT\}' in title else 'changed: the braces are kept')
PY
