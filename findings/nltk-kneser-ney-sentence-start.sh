#!/usr/bin/env bash
# Kneser-Ney of NLTK gives more than all of the probability after the beginning of a sentence.
#
# Packages:  nltk 3.10.4 (PyPI)
# Behaviour: over its whole vocabulary a trigram model's scores sum to 1 after most contexts, and to more than 1 after those that are
#            padding alone, <s> or <s> <s>, with which every sentence begins: perplexities of whole sentences come out too low.
#            Absolute discounting and Witten-Bell of the same module sum to 1 there.
# Expected:  1 after every context.
# Seen:      1.0333 after (<s>), 1.0025 after (<s>, <s>), 1 after (a), (a, b) and for the others (2026-12-01).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check nltk==3.10.4
"$work/venv/bin/python" - <<'PY'
from nltk.lm import AbsoluteDiscountingInterpolated, KneserNeyInterpolated, WittenBellInterpolated
from nltk.lm.preprocessing import padded_everygram_pipeline

text = [line.split() for line in ('a b c a b', 'b c a', 'c c a b', 'a a b c d')]
contexts = [('<s>',), ('<s>', '<s>'), ('a',), ('a', 'b')]


def sums(kind):
    grams, vocabulary = padded_everygram_pipeline(3, text)
    model = kind(3)
    model.fit(grams, vocabulary)
    return [round(sum(model.score(word, context) for word in model.vocab), 4) for context in contexts]


kneser_ney = sums(KneserNeyInterpolated)
others = [sums(kind) for kind in (AbsoluteDiscountingInterpolated, WittenBellInterpolated)]
print(f'Kneser-Ney: {kneser_ney}\nabsolute discounting, Witten-Bell: {others}')
changed = min(kneser_ney[:2]) <= 1 or kneser_ney[2:] != [1, 1] or any(total != 1 for row in others for total in row)
raise SystemExit('changed: sums are others' if changed else 0)
PY
