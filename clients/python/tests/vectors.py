"""The vectors that this check and the TypeScript's are both held against (tools/python-client makes them)."""
from __future__ import annotations

import base64
import copy
import json
from pathlib import Path
from typing import Any

VECTORS: dict[str, Any] = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))


def edited(value: Any, edits: list[Any]) -> Any:
    """The value with its edits made: one of two elements puts a value at its steps, one of a single element takes it out."""
    for edit in edits:
        steps = edit[0]
        if not steps:
            value = edit[1]
            continue
        parent = value
        for step in steps[:-1]:
            parent = parent[step]
        if len(edit) == 1:
            del parent[steps[-1]]
        elif isinstance(parent, list) and steps[-1] == len(parent):
            parent.append(edit[1])
        else:
            parent[steps[-1]] = edit[1]
    return value


def files_of(vector: dict[str, Any]) -> dict[str, bytes]:
    """The files of a changed bundle, by path."""
    base = VECTORS["bases"][vector["base"]]
    files = {path: base64.b64decode(text) for path, text in base["bytes"].items()}
    for path, value in base["json"].items():
        changed = edited(copy.deepcopy(value), vector.get("edits", {}).get(path, []))
        if "digest" in vector:
            _put_digest(changed, vector["digest"])
        # As JSON.stringify writes it: no white space, texts as they are.
        files[path] = json.dumps(changed, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "surrogatepass")
    if "text" in vector:
        path, before, after = vector["text"]
        files[path] = files[path].replace(before.encode(), after.encode(), 1)
    for path, content in vector.get("files", {}).items():
        if content is None:
            files.pop(path, None)
        else:
            files[path] = base64.b64decode(content)
    return files


def _put_digest(value: Any, digest: str) -> None:
    if not isinstance(value, dict):
        return
    runs = value.get("runs")
    for owner in (value, runs[0] if isinstance(runs, list) and runs else None):
        if isinstance(owner, dict) and isinstance(owner.get("resultDigest"), str) and len(owner["resultDigest"].strip("0")) > 0:
            owner["resultDigest"] = digest
