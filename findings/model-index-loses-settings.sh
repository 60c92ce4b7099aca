#!/usr/bin/env bash
# In a model card, a 25-shot score becomes a 0-shot score, and a score of one source becomes another's.
#
# Packages:  huggingface_hub 2.4.0 (PyPI)
# Behaviour: results on one data set are gathered under one entry by task, data set, configuration, split and revision; the data set's
#            arguments and the source are taken from the first of them.
# Expected:  two entries, since arguments and source stand in the entry, not beside the number.
# Seen:      0.5 (0-shot, source a) and 0.7 (25-shot, source b) come back as both 0-shot, both of source a (2026-11-29).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check huggingface_hub==2.4.0
"$work/venv/bin/python" - <<'PY'
from huggingface_hub import EvalResult, ModelCard, ModelCardData


def result(value, shots, source):
    return EvalResult(
        task_type='text-generation',
        dataset_type='arc',
        dataset_name='ARC',
        dataset_args={'num_few_shot': shots},
        metric_type='accuracy',
        metric_value=value,
        source_name=source,
        source_url=f'https://example.org/{source}',
    )


card = ModelCardData(model_name='model', eval_results=[result(0.5, 0, 'a'), result(0.7, 25, 'b')])
read = ModelCard(f'---\n{card.to_yaml()}\n---\n').data.eval_results
seen = [(r.metric_value, r.dataset_args['num_few_shot'], r.source_name) for r in read]
print(f'written [(0.5, 0, a), (0.7, 25, b)], read {seen}')
raise SystemExit(0 if seen == [(0.5, 0, 'a'), (0.7, 0, 'a')] else 'changed: the settings are kept')
PY
