"""The check of a bundle's folder, offline: what of ``heirloom check`` needs no benchmark's code.

What only ``heirloom check`` (and the site, which runs it) knows is in ``ONLY_HEIRLOOM_CHECK``.
"""
from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Mapping

from .canonical import bundle_digest, sha256
from .cards import all_cards, tier_of
from .errors import HeirloomError, Problem
from .findings import FileCheck, Findings, at, printable, show
from .jsontext import UNUSABLE, parse_json
from .layout import (
    EXPECTED_FILES, MAX_ALL_FILES, MAX_ALL_RUNS, MAX_BYTES, MAX_ENTRIES, MAX_PATH, SUBMISSION, is_clutter, is_folder, place_of, sample_path,
)
from .record import check_record
from .samples import Form, check_sample
from .submission import check_agreement, check_submission

#: Rules of ``heirloom check`` that this package does not have: a bundle that passes here may still break one of them.
ONLY_HEIRLOOM_CHECK = (
    "relations between metrics of one generation (docs/bundle-format.md, section 9)",
    "trajectories that repeat another seed's",
    "cards of strategies: version, parameters and regime of a strategy of the suite, and what it needs of a benchmark",
    "exact shares by weight, and samples of a generation's own model, of strategies of the suite that make one fit without weights",
    "what a record says of a learner outside the process: whether its benchmark can be measured of one, and the engine that follows from it",
    "forms of samples and updates of a fit with parameters that are no tier's",
    "modules of strategies (strategy/) and their cards",
    "evidence of an outside trainer (evidence/): whether it is whole, and its arrays",
    "pictures beside samples, records without samples (.light), archives (.tar.gz)",
    "warnings: few seeds, generation 0, missing benchmarks, reference results",
)


@dataclass(frozen=True)
class Report:
    """What a check found. ``omitted``: problems beyond those listed."""

    problems: list[Problem]
    warnings: list[Problem]
    omitted: int
    #: SHA-256 of the content, the same however it is packed (docs/bundle-format.md, section 8).
    bundle_digest: str

    @property
    def ok(self) -> bool:
        return not self.problems

    def __str__(self) -> str:
        if self.ok:
            return f"The bundle passes, digest {self.bundle_digest}."
        return "\n".join([f"The bundle does not pass: {len(self.problems) + self.omitted} problems.", *map(str, self.problems)])


def check(path: str | Path) -> Report:
    """Checks a bundle's folder and reports every problem at its place, as ``heirloom check`` names it.

    Raises ``HeirloomError``: not-found where there is no folder; too-large where the bundle is beyond a limit of the format.
    """
    files, findings = _list(Path(path))
    return check_files(files, findings)


def check_files(files: Mapping[str, bytes | Callable[[], bytes]], findings: Findings | None = None) -> Report:
    """As ``check``, of files by path: their bytes, or what reads them."""
    found = findings or Findings()
    read = _Reader(files)
    submission = None
    if SUBMISSION not in files:
        found.add(SUBMISSION, "missing; expected it at the top of the bundle")
    else:
        value = parse_json(read(SUBMISSION), SUBMISSION, found)
        submission = None if value is UNUSABLE else check_submission(value, found)
    records: dict[str, dict[str, Any]] = {}
    for file in sorted(files):
        place = place_of(file)
        if place is not None and place.kind == "light":
            found.add(file, "a record without its samples, which a site takes from its owner alone; send the run with its samples")
        elif place is not None and place.kind == "run":
            value = parse_json(read(file), file, found)
            records[place.benchmark] = {} if value is UNUSABLE else check_record(value, place.benchmark, FileCheck(file, found))
    check_agreement(submission, records, found)
    _check_samples(read, records, found)
    digest = bundle_digest({file: read.digest(file) for file in files})
    return Report(found.problems, found.warnings, found.omitted, digest)


class _Reader:
    def __init__(self, files: Mapping[str, bytes | Callable[[], bytes]]) -> None:
        self.files = files
        self._digests: dict[str, str] = {}

    def __call__(self, path: str) -> bytes:
        content = self.files[path]
        return content if isinstance(content, bytes) else content()

    def digest(self, path: str) -> str:
        if path not in self._digests:
            self._digests[path] = sha256(self(path))
        return self._digests[path]


def _check_samples(read: _Reader, records: Mapping[str, Mapping[str, Any]], findings: Findings) -> None:
    known: set[str] = set()
    for benchmark, record in records.items():
        form = form_of(record.get("benchmark"))
        for index, sample in enumerate(record.get("samples", [])):
            path = sample["path"]
            if findings.full or path in known:
                continue
            known.add(path)
            if path not in read.files:
                findings.add(at(f"runs/{benchmark}.json", "samples", index, "path"), f"the bundle has no {printable(path, MAX_PATH)}")
            elif read.digest(path) != sample["sha256"]:
                findings.add(path, f"the file's SHA-256 is {read.digest(path)}; the record says {sample['sha256']}: the file was changed")
            elif form is not None:
                check_sample(path, read(path), form, findings)
    for path in sorted(read.files):
        place = place_of(path)
        if place is None:
            continue
        beside = sample_path(place.benchmark, place.seed, place.generation, "npy")
        if place.kind == "picture" and beside not in read.files:
            findings.add(path, f"there is no {beside} that this picture could show")
        if place.kind == "sample" and path not in known:
            findings.add(path, f"no record lists this file; expected it in runs/{place.benchmark}.json#/samples")


def form_of(benchmark: Mapping[str, Any] | None) -> Form | None:
    """What a benchmark's examples look like; None where its parameters are no tier's, or it is none."""
    card = all_cards()["benchmarks"].get(f"{benchmark['id']}@{benchmark['version']}") if benchmark else None
    tier = tier_of(card, benchmark["params"]) if card and benchmark else None
    return tier["form"] if tier else None


def _list(root: Path) -> tuple[dict[str, Callable[[], bytes]], Findings]:
    if not root.is_dir():
        if root.is_file():
            raise HeirloomError("not-found", f"{root} is a file; this check reads folders, and npx heirloom check reads archives, too.")
        raise HeirloomError("not-found", f"There is no bundle at {root}; expected the folder that write_bundle made.")
    files: dict[str, Callable[[], bytes]] = {}
    findings = Findings()
    clutter: list[str] = []
    sizes = {"all": 0, "runs": 0}
    seen: dict[str, str] = {}
    for number, (name, mode, size) in enumerate(_walk(root, "")):
        if number >= MAX_ENTRIES:
            raise HeirloomError("too-large", f"The bundle has more than {MAX_ENTRIES} entries; publish fewer samples.")
        kind = "file" if stat.S_ISREG(mode) else "folder" if stat.S_ISDIR(mode) else "other"
        fault = _path_fault(name) if kind != "other" else "no plain file or folder (a link or a device); a bundle holds nothing else"
        if fault is not None:
            findings.add(printable(name, 200), fault)
        elif is_clutter(name):
            clutter.append(name)
        elif kind == "folder":
            if not is_folder(name):
                findings.add(printable(name, 200), f"no such folder belongs into a bundle; {EXPECTED_FILES}")
        else:
            other = seen.setdefault(name.lower(), name)
            if other != name:
                findings.add(name, f'the path differs from "{other}" in case alone; rename one')
            elif place_of(name) is None:
                findings.add(printable(name, 200), f"no such file belongs into a bundle; {EXPECTED_FILES}")
            else:
                _count(name, size, sizes)
                files[name] = (root / name).read_bytes
    if clutter:
        findings.warn("(bundle)", f"passed over what an operating system left: {', '.join(clutter[:3])} ({len(clutter)} in all)")
    return files, findings


def _walk(root: Path, folder: str) -> list[tuple[str, int, int]]:
    entries: list[tuple[str, int, int]] = []
    for entry in sorted(os.scandir(root / folder), key=lambda one: one.name):
        name = f"{folder}/{entry.name}" if folder else entry.name
        about = entry.stat(follow_symlinks=False)
        entries.append((name, about.st_mode, about.st_size))
        # A folder that is refused is not looked into.
        if stat.S_ISDIR(about.st_mode) and is_folder(name) and len(entries) <= MAX_ENTRIES:
            entries += _walk(root, name)
    return entries


def _path_fault(path: str) -> str | None:
    if len(path) > MAX_PATH:
        return f"the path has {len(path)} characters; expected at most {MAX_PATH}"
    return "the path has a backslash; expected forward slashes" if "\\" in path else None


def _count(path: str, size: int, sizes: dict[str, int]) -> None:
    place = place_of(path)
    kind = place.kind if place else "sample"
    sizes["all"] += size
    sizes["runs"] += size if kind == "run" else 0
    for what, received, most in (
        (path, size, MAX_BYTES[kind]),
        ("All run records together", sizes["runs"], MAX_ALL_RUNS),
        ("All files together", sizes["all"], MAX_ALL_FILES),
    ):
        if received > most:
            raise HeirloomError("too-large", f"{what}: received {show(received)} bytes; expected at most {most}.")
