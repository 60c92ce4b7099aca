"""Bundles from arrays, files on the disk, and what users get wrong."""
from __future__ import annotations

import json
import math
import os
import shutil
import tarfile
import tempfile
import unittest
from io import BytesIO
from pathlib import Path
from typing import Any

import heirloom
from heirloom.http import with_patience
from heirloom.pack import pack

ROOT = Path(__file__).resolve().parents[3]
TRUTH = {"w2-root": 0, "w2": 0, "kl": 0, "mean-error": 0, "variance-ratio": 1, "tail-mass": 0.01, "central-escape": 0.01}


def gaussian(**changed: Any) -> heirloom.Run:
    """Four seeds of six generations with made-up numbers, a distinct one for each seed and generation."""
    rows = [[1 + seed / 8 + g / 64 for g in range(6)] for seed in range(4)]
    given: dict[str, Any] = {
        "benchmark": "gaussian@1",
        "tier": "smoke",
        "strategy": heirloom.Strategy("widen", passed={"factor": 1.005}),
        "engine": ("python", "3"),
        "trajectories": {metric: [[value / 8 for value in row] for row in rows] for metric in TRUTH},
        "samples": {(1, g): [[0.5], [1.5]] for g in range(6)},
    }
    return heirloom.run_record(**(given | changed))


WORDS: dict[str, Any] = {"title": "Widen", "authors": ["Ada Lovelace"], "licence": "CC0-1.0", "attempts": 1}


class Folder(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)


class Bundle(Folder):
    def test_a_bundle_from_arrays_passes_and_says_what_follows(self) -> None:
        run = gaussian()
        self.assertEqual(run.record["truth"], TRUTH)
        self.assertEqual((run.record["division"], run.record["official"], run.record["suite"]), ("closed", True, "0.1"))
        self.assertEqual(run.record["strategy"]["spec"], "widen:factor=1.005")
        report = heirloom.write_bundle(self.folder / "out", [run], **WORDS)
        self.assertEqual(report.problems, [])
        self.assertEqual(heirloom.write_bundle(self.folder / "out", [run], **WORDS).bundle_digest, report.bundle_digest)

    def test_the_digest_is_that_of_the_worked_example(self) -> None:
        tiny = json.loads((ROOT / "docs/examples/tiny-record.json").read_text())
        self.assertEqual(heirloom.result_digest(tiny), "6975aec0c68f7a3fa9f19e317b421ea903bcf7320bbae9382b11e94310c2a75c")

    def test_a_world_that_moves_has_its_ledger_and_a_truth_a_generation(self) -> None:
        metrics = {metric: [[0.5, 0.25, 0.125]] * 2 for metric in TRUTH}
        run = gaussian(benchmark="gaussian-drift", trajectories=metrics, samples={(1, g): [[0.5]] for g in range(3)}, generations=2)
        self.assertEqual(run.record["format"], "heirloom.run/2")
        self.assertEqual(run.record["ledger"][0][1]["sourceWeights"], [{"source": "main", "generation": 0, "weight": 1, "count": 1}])

    def test_a_seed_that_stopped_has_shorter_rows(self) -> None:
        rows = {metric: [[0.5 + seed / 8 + g / 64 for g in range(6)] for seed in range(4)] for metric in TRUTH}
        for values in rows.values():
            del values[2][3:]
        statuses = [{"state": "completed"}] * 4
        statuses[2] = {"state": "diverged", "generation": 3, "reason": "the fit failed"}
        run = gaussian(trajectories=rows, statuses=statuses)
        self.assertEqual([len(row) for row in run.record["ledger"]], [6, 6, 3, 6])
        self.assertTrue(heirloom.write_bundle(self.folder / "out", [run], **WORDS).ok)

    def test_blanks_and_changed_files_are_named_at_their_places(self) -> None:
        out = self.folder / "out"
        report = heirloom.write_bundle(out, [gaussian()], **(WORDS | {"title": "", "attempts": 0}))
        self.assertEqual([problem.path for problem in report.problems], ["submission.json#/title", "submission.json#/attempts"])
        heirloom.write_bundle(out, [gaussian()], **WORDS)
        (out / "samples/gaussian/seed-1/gen-2.npy").write_bytes(b"another")
        (out / "notes.txt").write_text("mine")
        (out / ".DS_Store").write_text("theirs")
        os.symlink("submission.json", out / "runs/gmm-2d.json")
        report = heirloom.check(out)
        self.assertEqual(
            sorted(problem.path for problem in report.problems),
            ["notes.txt", "runs/gmm-2d.json", "samples/gaussian/seed-1/gen-2.npy"],
        )
        self.assertIn(".DS_Store", report.warnings[0].message)

    def test_what_can_be_no_record_is_refused_with_what_is_expected(self) -> None:
        bad = [[math.nan] * 6] * 4
        for changed, words in (
            ({"benchmark": "gaussien"}, "expected one of gaussian@1"),
            ({"tier": "huge"}, "expected one of smoke, quick, standard, full"),
            ({"params": {"sampels": 1}}, "expected any of sampleSize, dimension, estimator"),
            ({"trajectories": {"w2-root": bad}}, "has diverged there"),
            ({"trajectories": {"w2-root": [1.0]}}, "expected \\[seed\\]\\[generation\\]"),
            ({"regime": {"memory": "all"}}, "expected one of last, anchored"),
            ({"samples": {(1, 0): [[1.0, 2.0]]}}, "expected 1"),
            ({"samples": {(1, 0): []}}, "expected 1 to 500"),
        ):
            with self.subTest(words=words), self.assertRaisesRegex(heirloom.HeirloomError, words):
                gaussian(**changed)

    def test_a_folder_with_something_else_is_left_alone(self) -> None:
        (self.folder / "thesis.tex").write_text("mine")
        with self.assertRaisesRegex(heirloom.HeirloomError, "thesis.tex"):
            heirloom.write_bundle(self.folder, [gaussian()], **WORDS)
        self.assertEqual((self.folder / "thesis.tex").read_text(), "mine")

    def test_the_same_files_pack_into_the_same_bytes(self) -> None:
        files = {"submission.json": b"{}", "runs/gaussian.json": b"[]"}
        packed = pack(files)
        self.assertEqual(packed, pack(dict(reversed(files.items()))))
        with tarfile.open(fileobj=BytesIO(packed)) as archive:
            self.assertEqual(archive.getnames(), sorted(files))

    def test_a_ledger_entry_follows_from_its_counts(self) -> None:
        entry = heirloom.ledger_entry(
            2, 100, second=True, realRetained=25, synthetic=[{"source": "main", "generation": 1, "count": 75}], reads=["real-data"]
        )
        self.assertEqual((entry["trainingSize"], entry["weightShare"], entry["sourceWeights"][0]["weight"]), (100, 0.25, 0.75))
        with self.assertRaisesRegex(heirloom.HeirloomError, "expected any of generation, realFresh"):
            heirloom.ledger_entry(1, 100, realFrehs=3)


class Snapshots(Folder):
    def test_a_file_is_what_its_name_says(self) -> None:
        content = json.loads((Path(__file__).parent / "snapshot.json").read_text())
        text = heirloom.canonical_json(content)
        named = heirloom.canonical.sha256(text)[:8]  # type: ignore[attr-defined]
        file = self.folder / f"heirloom-snapshot-2026-11-23-{named}.json"
        # Whatever white space it is written with.
        file.write_text(json.dumps(content, indent=1))
        snapshot = heirloom.read_snapshot(file)
        self.assertEqual((snapshot.id, snapshot.suite, snapshot.tiers), (f"2026-11-23-{named}", "0.1", ["quick"]))
        self.assertEqual(len(snapshot.board()), len(content["boards"][0]["entries"]))
        self.assertEqual(len(snapshot.averages()), 12 * 2 * len(snapshot.board()))
        content["boards"][0]["entries"][0]["overall"]["value"] += 1e-9
        file.write_text(json.dumps(content))
        with self.assertRaisesRegex(heirloom.HeirloomError, "it was changed, or is another one"):
            heirloom.read_snapshot(file)
        with self.assertRaisesRegex(heirloom.HeirloomError, "expected one of quick"):
            snapshot.board("full")

    def test_what_is_no_snapshot_is_said(self) -> None:
        file = self.folder / "board.json"
        file.write_text("{}")
        with self.assertRaisesRegex(heirloom.HeirloomError, "give it as id="):
            heirloom.read_snapshot(file)
        with self.assertRaisesRegex(heirloom.HeirloomError, "expected 'heirloom.snapshot/1'"):
            heirloom.read_snapshot(file, "2026-11-23-00000000")
        with self.assertRaisesRegex(heirloom.HeirloomError, "can't be read"):
            heirloom.read_snapshot(self.folder / "none-2026-11-23-00000000.json")


class Sites(unittest.TestCase):
    def test_what_is_no_site_is_said(self) -> None:
        with self.assertRaisesRegex(heirloom.HeirloomError, "expected an address such as"):
            heirloom.board("leaderboard.example.org")
        with self.assertRaisesRegex(heirloom.HeirloomError, "No answer from http://127.0.0.1:9"):
            heirloom.board("http://127.0.0.1:9")
        with self.assertRaisesRegex(heirloom.HeirloomError, "set HEIRLOOM_TOKEN"):
            heirloom.submit("nowhere", "http://127.0.0.1:9", token="")

    def test_a_site_that_says_when_is_asked_again_then(self) -> None:
        answers: list[Any] = [heirloom.HeirloomError("rate-limited", "later", status=429, retry_after=0), "taken"]
        waits: list[float] = []

        def ask() -> str:
            answer = answers.pop(0)
            if isinstance(answer, heirloom.HeirloomError):
                raise answer
            return str(answer)

        self.assertEqual(with_patience(ask, 5, waits.append), "taken")
        self.assertEqual(waits, [0.1])
        for error in (
            heirloom.HeirloomError("rate-limited", "tomorrow", status=429, retry_after=80_000),
            heirloom.HeirloomError("busy", "whenever", status=503),
            heirloom.HeirloomError("check-failed", "never", status=422, retry_after=1),
        ):
            answers[:] = [error, "taken"]
            with self.subTest(error=error.message), self.assertRaisesRegex(heirloom.HeirloomError, error.message):
                with_patience(ask, 5)

    def test_rows_stay_a_list_where_there_is_no_pandas(self) -> None:
        table = heirloom.Table([{"a": 1}, {"a": 2, "b": 3}])
        self.assertEqual((table.columns, table.column("b")), (["a", "b"], [None, 3]))
        with self.assertRaisesRegex(heirloom.HeirloomError, "expected one of a, b"):
            table.column("c")
