"""Checks ``submission.json``, and that it says the same as the records beside it (benchmarks/bundle/check-submission.ts)."""
from __future__ import annotations

import re
from typing import Any, Mapping, Sequence
from urllib.parse import urlsplit

from .cards import all_cards
from .findings import FileCheck, Findings, Steps, at, show
from .layout import SUBMISSION, run_path
from .record import TIERS
from .shapes import array, fields, hex64, kebab, nullable, one_of, refused, text, whole
from .spec import family_of, spec_fault
from .text import line

FORMAT = "heirloom.submission/1"
_ORCID = re.compile(r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]")


def _orcid(value: Any, steps: Steps, check: FileCheck) -> bool:
    if not isinstance(value, str):
        return refused(value, steps, check, "an ORCID iD such as 0000-0002-1825-0097")
    bare = re.sub(r"^(?:https?://)?(?:www\.)?orcid\.org/", "", value.strip(), flags=re.IGNORECASE).removesuffix("/").upper()
    if not _ORCID.fullmatch(bare):
        return refused(value, steps, check, "an ORCID iD such as 0000-0002-1825-0097, or its address on orcid.org")
    total = 0
    for digit in bare.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    remainder = (12 - total % 11) % 11
    right = "X" if remainder == 10 else str(remainder)
    return bare[-1] == right or refused(value, steps, check, f"an ORCID iD; its check digit is wrong, {right} follows {bare[:-1]}")


def _address(value: Any, steps: Steps, check: FileCheck) -> bool:
    fits = isinstance(value, str) and len(value) <= 2000 and re.fullmatch(r"https?://[^\s<>\"'@]+", value, re.IGNORECASE) is not None
    if fits:
        try:
            parts = urlsplit(value)
            fits = bool(parts.hostname) and (parts.port is None or parts.port >= 0)
        except ValueError:
            fits = False
    return fits or refused(value, steps, check, "an http(s) URL without user name, spaces and quotes, or null for none")


_SHAPE = fields(
    {
        "format": one_of(FORMAT),
        "suite": text(pattern=re.compile(r"[0-9]+\.[0-9]+"), expected='a suite version such as "0.1"'),
        "tier": one_of(*TIERS),
        "title": line("a title", 200),
        "strategy": fields(
            {"spec": line("the specification of the strategy", 500), "family": line("the family of the strategy", 200)},
            {"description": text(5000)},
        ),
        "authors": array(
            fields({"name": line("the name of an author", 200)}, {"affiliation": line("an affiliation", 200), "orcid": _orcid}), 1, 100
        ),
        "paper": nullable(_address),
        "code": nullable(_address),
        "licence": line('a licence, e.g. "CC-BY-4.0"', 100),
        "externalInformation": text(5000),
        "attempts": whole(1, 1_000_000),
        "runs": array(fields({"benchmark": kebab, "resultDigest": hex64}), 1, 100),
    }
)


def check_submission(value: Any, findings: Findings) -> Mapping[str, Any] | None:
    """The submission where it is well-shaped, else None."""
    check = FileCheck(SUBMISSION, findings)
    if not _SHAPE(value, (), check):
        return None
    submission: Mapping[str, Any] = value
    if submission["suite"] not in all_cards()["suites"]:
        check.add(("suite",), f"received {show(submission['suite'])}; expected one of {', '.join(all_cards()['suites'])}")
    spec = submission["strategy"]["spec"].strip()
    fault = spec_fault(spec)
    if fault is not None:
        check.add(("strategy", "spec"), fault)
    elif submission["strategy"]["family"].strip() != family_of(spec):
        findings.warn(at(SUBMISSION, "strategy", "family"), f"ranked in the family \"{family_of(spec)}\", which follows from the specification")
    seen: set[str] = set()
    for index, run in enumerate(submission["runs"]):
        if run["benchmark"] in seen:
            check.add(("runs", index), f"{run['benchmark']} is listed twice; expected one run a benchmark")
        seen.add(run["benchmark"])
    return submission


def check_agreement(submission: Mapping[str, Any] | None, records: Mapping[str, Mapping[str, Any]], findings: Findings) -> None:
    """Every run is listed, with its digest, and all are of one strategy and tier. ``records``: well-shaped fields by benchmark."""
    if submission is not None:
        _check_list(submission["runs"], records, findings)
    cards = all_cards()
    suite = submission["suite"] if submission is not None else None
    listed = cards["suites"].get(suite)
    first = next(iter(records.values()), {})
    spec = submission["strategy"]["spec"].strip() if submission is not None else _spec_of(first)
    tier = submission["tier"] if submission is not None else _tier_of(first)
    for file_id, record in records.items():
        file, benchmark = run_path(file_id), record.get("benchmark")
        if benchmark is not None and listed is not None:
            name = f"{benchmark['id']}@{benchmark['version']}"
            if name in cards["benchmarks"] and name not in listed:
                findings.add(at(file, "benchmark", "id"), f"{name} is not in suite {suite}, which {SUBMISSION} names; name a later suite there")
        for steps, received, expected in ((("benchmark", "tier"), _tier_of(record), tier), (("strategy", "spec"), _spec_of(record), spec)):
            if received is not None and expected is not None and received != expected:
                findings.add(at(file, *steps), f"received {show(received)}; expected {show(expected)}, as in {SUBMISSION}")


def _spec_of(record: Mapping[str, Any]) -> Any:
    return record.get("strategy", {}).get("spec")


def _tier_of(record: Mapping[str, Any]) -> Any:
    return record.get("benchmark", {}).get("tier")


def _check_list(runs: Sequence[Mapping[str, Any]], records: Mapping[str, Mapping[str, Any]], findings: Findings) -> None:
    for index, run in enumerate(runs):
        record = records.get(run["benchmark"])
        if record is None:
            findings.add(at(SUBMISSION, "runs", index, "benchmark"), f"the bundle has no {run_path(run['benchmark'])}")
        elif record.get("resultDigest") not in (None, run["resultDigest"]):
            findings.add(
                at(SUBMISSION, "runs", index, "resultDigest"),
                f"received {run['resultDigest']}; {run_path(run['benchmark'])} has {record['resultDigest']}",
            )
    named = {run["benchmark"] for run in runs}
    for benchmark in records:
        if benchmark not in named:
            findings.add(run_path(benchmark), f"{SUBMISSION}#/runs does not list this run; list it or remove the file")
