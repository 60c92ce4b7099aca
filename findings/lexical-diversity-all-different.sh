#!/usr/bin/env bash
# The more varied a text, the higher its MTLD, until no word repeats: then two variants of it in one library are 0 and the third exceeds the
# number of words. Who watches generated text for collapse reads the most varied text as the least.
#
# Packages:  lexical-diversity 0.1.1 (PyPI)
# Behaviour: of 100 different words mtld and mtld_ma_bid are 0.0 and mtld_ma_wrap is 139.0, each without a warning; with one word of
#            the 100 repeated mtld is 2800.
# Expected:  that the moving averages agree, on at most the text's length of 100, and that none falls where variety rises.
# Seen:      0.0, 0.0 and 139.0 (2026-12-01).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check lexical-diversity==0.1.1
"$work/venv/bin/python" - <<'PY'
from itertools import product

from lexical_diversity import lex_div

words = [f'w{a}{b}' for a, b in product('abcdefghij', repeat=2)]
texts = {'all different': words, 'one repeated': words[:-1] + words[:1], 'ten words, ten times': words[:10] * 10}
seen = {
    name: [round(measure(text), 1) for measure in (lex_div.mtld, lex_div.mtld_ma_bid, lex_div.mtld_ma_wrap)]
    for name, text in texts.items()
}
print(seen)
kept = {'all different': [0.0, 0.0, 139.0], 'one repeated': [2800.0, 0.0, 138.0], 'ten words, ten times': [14.3, 14.0, 14.0]}
raise SystemExit(0 if seen == kept else 'changed: other values')
PY
