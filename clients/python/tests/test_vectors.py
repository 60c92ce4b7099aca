"""Digests, numbers and the check, against what the TypeScript gives of the same bytes."""
from __future__ import annotations

import base64
import json
import struct
import unittest

from heirloom.canonical import canonical_json, number_text
from heirloom.checks import check_files
from heirloom.findings import Findings
from heirloom.samples import check_sample
from tests.vectors import VECTORS, files_of


class Canonical(unittest.TestCase):
    def test_numbers_are_printed_as_javascript_prints_them(self) -> None:
        for bits, text in VECTORS["numbers"]:
            with self.subTest(bits=bits):
                self.assertEqual(number_text(struct.unpack(">d", bytes.fromhex(bits))[0]), text)

    def test_values_are_canonical_json(self) -> None:
        for text, canonical in VECTORS["canonical"]:
            with self.subTest(text=text):
                self.assertEqual(canonical_json(json.loads(text)), canonical)


class Check(unittest.TestCase):
    maxDiff = None

    def test_bundles_have_problems_at_the_same_places(self) -> None:
        for number, vector in enumerate(VECTORS["bundles"]):
            changed = {name: vector[name] for name in ("base", "edits", "text") if name in vector}
            with self.subTest(number=number, changed=json.dumps(changed)[:300]):
                report = check_files(files_of(vector))
                self.assertEqual(_places(report.problems), sorted(set(vector["problems"]) - set(vector.get("only", []))))

    def test_sample_files_have_problems_at_the_same_places(self) -> None:
        for number, (form, path, content, problems) in enumerate(VECTORS["samples"]):
            with self.subTest(number=number, form=form["kind"], header=base64.b64decode(content)[10:90]):
                findings = Findings()
                check_sample(path, base64.b64decode(content), form, findings)
                self.assertEqual(_places(findings.problems), problems)


def _places(problems: list[object]) -> list[str]:
    return sorted({str(getattr(problem, "path")).split(" (line ")[0] for problem in problems})
