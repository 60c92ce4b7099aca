"""How long a board of 1,000 entries takes to become a DataFrame, by hand: ``python3 clients/python/tests/time_board.py`` (needs pandas).

A process of its own answers as a site does, 50 rows a page and 11 benchmarks, so that what is timed is this package: requests,
JSON, rows, frame.
"""

from __future__ import annotations

import json
import multiprocessing
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

ENTRIES, PAGE, TIMES = 1000, 50, 5
BENCHMARKS = [f"benchmark-{number}" for number in range(11)]
BASELINES = ["freeze", "gen0-samples", "base"]


def row(number: int) -> dict[str, Any]:
    score = {"status": "scored", "value": number / 7, "low": number / 8, "high": number / 6, "controls": "site"}
    axis = {"value": number / 3, "benchmarks": len(BENCHMARKS)}
    counted = {"updates": 1, "freshShown": 0, "retainedShown": 0.1, "densityCalls": 0}
    cost = {"realShare": 0.1, "realFresh": 0, "training": 1, "sampled": 0.9, "verifierCalls": 0, "counted": counted}
    return {
        "id": f"{number:026d}", "division": "retained", "rank": {"low": 1, "high": 9}, "rankWords": None,
        "spec": f"retain:share=0.{number}", "title": "An entry with a title", "authors": ["Ada Lovelace", "Grace Hopper"],
        "role": "entry", "label": "reported", "verification": "reported", "official": True,
        "overall": score, "iqm": 1.25, "axisScores": {"fidelity": axis, "diversity": axis, "tail": axis}, "cost": cost,
        "early": {"collapsed": 1, "benchmarks": 11}, "late": {"collapsed": 0, "benchmarks": 11}, "flips": [],
        "createdAt": "2026-11-22T00:00:00Z", "bundleDigest": "a" * 64, "sameAs": None,
        "benchmarks": {benchmark: score for benchmark in BENCHMARKS},
        "idle": [{"baseline": one, "verdict": "above", "difference": 1.5, "low": 1, "high": 2} for one in BASELINES],
    }


def answer(page: int) -> bytes:
    rows = [row(number) for number in range((page - 1) * PAGE, page * PAGE)]
    board = {"suite": "0.3", "tier": "standard", "division": "all", "group": "all", "rankRules": 2, "idleBaselines": BASELINES}
    benchmarks = [{"id": benchmark} for benchmark in BENCHMARKS]
    return json.dumps({**board, "pages": ENTRIES // PAGE, "benchmarks": benchmarks, "rows": rows}).encode()


def serve(port: Any) -> None:
    pages = {page: answer(page) for page in range(1, ENTRIES // PAGE + 1)}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages[int(parse_qs(urlsplit(self.path).query).get("page", ["1"])[0])]
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    port.put(server.server_port)
    server.serve_forever()


def main() -> None:
    import pandas  # noqa: F401  (loaded before anything is timed)

    import heirloom

    port: Any = multiprocessing.Queue()
    multiprocessing.Process(target=serve, args=(port,), daemon=True).start()
    site = f"http://127.0.0.1:{port.get()}"
    for _ in range(TIMES):
        wall, cpu = time.perf_counter(), time.process_time()
        frame = heirloom.board(site).frame()
        print(f"{frame.shape}: {time.perf_counter() - wall:.3f} s, of which {time.process_time() - cpu:.3f} s of this process")


if __name__ == "__main__":
    main()
