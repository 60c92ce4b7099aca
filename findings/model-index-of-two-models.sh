#!/usr/bin/env bash
# A model card with the results of two models is read as that of one, and the second gets the scores of the first.
#
# Packages:  huggingface_hub 2.4.0 (PyPI)
# Behaviour: model-index is a list of named models; ModelCard puts all their results in one list under the name of the last.
# Expected:  results that know their model, or an error that only one model is supported.
# Seen:      of a: 0.5 and b: 0.9 both are of b, and so they are written back (2026-11-29).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check huggingface_hub==2.4.0
cat > card.md <<'MD'
---
model-index:
  - name: a
    results:
      - task: { type: text-generation }
        dataset: { type: arc, name: ARC }
        metrics: [{ type: accuracy, value: 0.5 }]
  - name: b
    results:
      - task: { type: text-generation }
        dataset: { type: arc, name: ARC }
        metrics: [{ type: accuracy, value: 0.9 }]
---
MD
venv/bin/python - <<'PY'
from huggingface_hub import ModelCard

card = ModelCard.load('card.md').data
seen = card.model_name, [result.metric_value for result in card.eval_results]
names = card.to_yaml().count('- name:')
print(f'in the file a: 0.5, b: 0.9; read {seen}; written back as {names} model')
raise SystemExit(0 if seen == ('b', [0.5, 0.9]) and names == 1 else 'changed: the models are told apart')
PY
