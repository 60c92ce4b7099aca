"""Where things are inside a bundle, and what it may cost to look at one."""
from __future__ import annotations

import re
from dataclasses import dataclass

SUBMISSION = "submission.json"
MAX_EXAMPLES = 500
MAX_PATH = 200
MAX_ENTRIES = 20_000
MEGABYTE = 1024 * 1024
MAX_BYTES = {"submission": MEGABYTE, "run": 64 * MEGABYTE, "light": 16 * MEGABYTE, "sample": 16 * MEGABYTE, "picture": 16 * MEGABYTE, "evidence": 16 * MEGABYTE, "strategy": 262_144}
MAX_ALL_RUNS = 64 * MEGABYTE
MAX_ALL_FILES = 256 * MEGABYTE

_ID = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_COUNT = r"0|[1-9][0-9]{0,8}"
_RUN = re.compile(rf"runs/({_ID})(?:\.json|(\.[1-9][0-9]{{0,8}}\.[0-9a-f]{{16}}\.light))")
_SAMPLE = re.compile(rf"samples/({_ID})/seed-({_COUNT})/gen-({_COUNT})\.(npy|jsonl|png)")
_STRATEGY = frozenset(f"strategy/{name}" for name in ("module.ts", "module.js", "card.json", "README.md", "LICENSE"))
_EVIDENCE = re.compile(rf"evidence/({_ID})/seed-({_COUNT})/gen-({_COUNT})\.(?:samples|tokens|offsets|log-probabilities)\.npy")
_FOLDER = re.compile(r"runs|strategy|(?:samples|evidence)(?:/[a-z0-9-]+(?:/seed-[0-9]+)?)?")

EXPECTED_FILES = (
    "expected submission.json, runs/<benchmark>.json, samples/<benchmark>/seed-<s>/gen-<g>.npy, .jsonl or .png, "
    "evidence/ of an outside trainer, and strategy/ of a module"
)

#: What operating systems leave in folders, in lower case.
_CLUTTER = frozenset(
    [".ds_store", ".appledouble", ".fseventsd", ".localized", ".spotlight-v100", ".temporaryitems", ".trashes", "__macosx"]
    + ["$recycle.bin", "desktop.ini", "ehthumbs.db", "system volume information", "thumbs.db", ".directory", "@eadir"]
)


@dataclass(frozen=True)
class Place:
    """What a file of a bundle is: submission, strategy (of a module), run, light (a record without samples), sample, picture or evidence (of an outside trainer)."""

    kind: str
    benchmark: str = ""
    seed: int = 0
    generation: int = 0
    suffix: str = ""


def place_of(path: str) -> Place | None:
    """What a path stands for, or None where no bundle has such a file."""
    if path == SUBMISSION:
        return Place("submission")
    if path in _STRATEGY:
        return Place("strategy")
    run = _RUN.fullmatch(path)
    if run:
        return Place("light" if run[2] else "run", run[1])
    sample = _SAMPLE.fullmatch(path)
    if not sample:
        evidence = _EVIDENCE.fullmatch(path)
        return Place("evidence", evidence[1], int(evidence[2]), int(evidence[3]), "npy") if evidence else None
    return Place("picture" if sample[4] == "png" else "sample", sample[1], int(sample[2]), int(sample[3]), sample[4])


def is_folder(path: str) -> bool:
    return _FOLDER.fullmatch(path) is not None


def run_path(benchmark: str) -> str:
    return f"runs/{benchmark}.json"


def sample_path(benchmark: str, seed: int, generation: int, suffix: str) -> str:
    return f"samples/{benchmark}/seed-{seed}/gen-{generation}.{suffix}"


def is_clutter(path: str) -> bool:
    return any(part.startswith("._") or part.lower() in _CLUTTER for part in path.split("/"))
