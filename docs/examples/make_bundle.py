#!/usr/bin/env python3
"""Makes a submission bundle from scratch, with nothing but Python's standard library.

    python3 docs/examples/make_bundle.py run OUT        runs the example below and writes the bundle OUT
    python3 docs/examples/make_bundle.py digest FILE    prints the resultDigest of a run record

The example is a new strategy, "inflate": fit a Gaussian, widen it a little before it is sampled. It runs on the
benchmark `gaussian` at the tier `smoke` (4 seeds, 5 generations, 100 examples). The format is docs/bundle-format.md.
Python 3.8 or later.
"""
import hashlib
import json
import math
import os
import platform
import random
import struct
import sys
from datetime import datetime, timezone
from decimal import Decimal
from statistics import NormalDist

SEEDS, GENERATIONS, M = 4, 5, 100
PARAMS = {"sampleSize": M, "dimension": 1, "estimator": "unbiased"}
STRATEGY = {"id": "inflate", "version": 1, "passed": {}, "resolved": {"factor": 1.005}}
EDGE = NormalDist().inv_cdf(0.995)


# --- Canonical JSON (RFC 8785) and the digests -----------------------------------------------------------------------

def number(x):
    """A number as JavaScript prints it: 1.0 is 1, -0.0 is 0, 1e-07 is 1e-7, 1e+16 is 10000000000000000."""
    if not math.isfinite(x):
        raise ValueError("NaN and Infinity never enter a record: use null, or end the seed as diverged")
    if x == 0:
        return "0"
    sign, digits, exponent = Decimal(repr(float(x))).as_tuple()
    digits = "".join(map(str, digits))
    point = len(digits) + exponent  # where the decimal point stands, counted from the left of the digits
    digits = digits.rstrip("0")
    if len(digits) <= point <= 21:
        text = digits + "0" * (point - len(digits))
    elif 0 < point <= 21:
        text = digits[:point] + "." + digits[point:]
    elif -6 < point <= 0:
        text = "0." + "0" * -point + digits
    else:
        mantissa = digits[0] + ("." + digits[1:] if len(digits) > 1 else "")
        text = "%se%s%d" % (mantissa, "+" if point > 0 else "-", abs(point - 1))
    return "-" + text if sign else text


def canonical(value):
    """Canonical JSON: keys sorted by UTF-16 code units, no spaces, numbers as above."""
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
    return "{" + ",".join(canonical(key) + ":" + canonical(value[key]) for key in keys) + "}"


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def result_digest(record):
    """SHA-256 of what a result claims; not of where, when and how long."""
    same = ["format", "suite", "benchmark", "official", "regime", "division", "seeds", "engine", "truth", "trajectories", "ledger"]
    digestible = {name: record[name] for name in same}
    # Metrics that came later than those the protocol began with have digests of their own.
    later = record.get("metricDigests", {})
    for name in ("truth", "trajectories"):
        digestible[name] = {metric: value for metric, value in record[name].items() if metric not in later}
    digestible["strategy"] = [{k: part[k] for k in ("id", "version", "resolved")} for part in record["strategy"]["parts"]]
    digestible["statuses"] = [{"state": s["state"], "generation": s.get("generation")} for s in record["statuses"]]
    digestible["samples"] = [sample["sha256"] for sample in record["samples"]]
    return sha256(canonical(digestible).encode("utf-8"))


# --- The experiment: replace this by your own ------------------------------------------------------------------------

def fit(data):
    mean = math.fsum(data) / len(data)
    return mean, math.sqrt(math.fsum((x - mean) ** 2 for x in data) / (len(data) - 1))


def evaluate(mean, deviation):
    """All metrics of the card (npx heirloom show gaussian), against the truth N(0, 1)."""
    w2 = mean ** 2 + (deviation - 1) ** 2
    model, truth = NormalDist(mean, deviation), NormalDist()
    return {
        "w2-root": math.sqrt(w2),
        "w2": w2,
        "kl": 0.5 * (deviation ** 2 + mean ** 2 - 1) - math.log(deviation),
        "mean-error": mean ** 2,
        "variance-ratio": deviation ** 2,
        "tail-mass": model.cdf(-EDGE) + 1 - model.cdf(EDGE),
        "central-escape": truth.cdf(mean - EDGE * deviation) + 1 - truth.cdf(mean + EDGE * deviation),
    }


TRUTH = {"w2-root": 0, "w2": 0, "kl": 0, "mean-error": 0, "variance-ratio": 1, "tail-mass": 0.01, "central-escape": 0.01}


def ledger_entry(generation):
    first = generation == 0
    return {
        "generation": generation,
        "realFresh": M if first else 0,
        "realRetained": 0,
        "synthetic": [] if first else [{"source": "main", "generation": generation - 1, "count": M}],
        "weightShare": 1 if first else 0,
        "trainingSize": M,
        "poolSize": 0,
        "sampled": 0 if first else M,
        "simulated": 0,
        "verifierCalls": 0,
        "teacherCalls": 0,
        "epochs": 1,
        "reads": [],
    }


def run_seed(seed):
    """One seed: the metrics of every generation, its ledger, and samples of every model."""
    rng = random.Random(seed)
    data = [rng.gauss(0, 1) for _ in range(M)]
    rows, ledger, samples = [], [], []
    for generation in range(GENERATIONS + 1):
        mean, deviation = fit(data)
        rows.append(evaluate(mean, deviation))
        ledger.append(ledger_entry(generation))
        samples.append([rng.gauss(mean, deviation) for _ in range(500)])
        wider = deviation * STRATEGY["resolved"]["factor"]
        data = [rng.gauss(mean, wider) for _ in range(M)]
    return rows, ledger, samples


# --- The files of the bundle -----------------------------------------------------------------------------------------

def npy(values):
    """A NumPy file with a matrix [n, 1] of little-endian doubles: what numpy.save writes of a float64 array.

    What other benchmarks' files have to hold is in docs/bundle-format.md, section 6.
    """
    header = "{'descr': '<f8', 'fortran_order': False, 'shape': (%d, 1), }" % len(values)
    header += " " * (-(10 + len(header) + 1) % 64) + "\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode("latin1") + struct.pack("<%dd" % len(values), *values)


def write(out, path, content):
    full = os.path.join(out, *path.split("/"))
    os.makedirs(os.path.dirname(full), exist_ok=True)
    with open(full, "wb") as file:
        file.write(content)


def write_json(out, path, value):
    # allow_nan=False: NaN is no JSON.
    write(out, path, (json.dumps(value, ensure_ascii=False, allow_nan=False) + "\n").encode("utf-8"))


def main(out):
    started = datetime.now(timezone.utc)
    results = [run_seed(seed) for seed in range(1, SEEDS + 1)]
    samples = []
    for generation, values in enumerate(results[0][2]):
        path = "samples/gaussian/seed-1/gen-%d.npy" % generation
        content = npy(values)
        write(out, path, content)
        samples.append({"path": path, "seed": 1, "generation": generation, "sha256": sha256(content)})
    duration_ms = (datetime.now(timezone.utc) - started).total_seconds() * 1000
    record = {
        "format": "heirloom.run/1",
        "suite": "0.1",
        "benchmark": {"id": "gaussian", "version": 1, "tier": "smoke", "params": PARAMS, "generations": GENERATIONS, "size": M},
        "official": True,
        "strategy": {"spec": STRATEGY["id"], "parts": [STRATEGY]},
        "regime": {"realData": "none", "pool": "replace", "memory": "last", "provenance": "blind", "external": "none", "trainingSize": "fixed"},
        "division": "closed",
        "seeds": list(range(1, SEEDS + 1)),
        "statuses": [{"state": "completed"} for _ in results],
        "engine": {"id": "python", "version": platform.python_version()},
        "truth": TRUTH,
        "trajectories": {metric: [[row[metric] for row in rows] for rows, _, _ in results] for metric in TRUTH},
        "ledger": [ledger for _, ledger, _ in results],
        "samples": samples,
        "environment": {
            "node": "none", "platform": platform.system() or "unknown", "arch": platform.machine() or "unknown",
            "cpu": platform.processor() or "unknown", "cores": os.cpu_count() or 1, "heirloom": "none", "commit": None, "dirty": None,
        },
        "timings": {
            "startedAt": started.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "durationMs": duration_ms,
            "seedDurationMs": [duration_ms / SEEDS] * SEEDS,
        },
    }
    record["resultDigest"] = result_digest(record)
    write_json(out, "runs/gaussian.json", record)
    write_json(out, "submission.json", {
        "format": "heirloom.submission/1",
        "suite": "0.1",
        "tier": "smoke",
        "title": "Inflate: widen the model before it is sampled",
        "strategy": {"spec": STRATEGY["id"], "family": STRATEGY["id"], "description": "The fitted deviation × 1.005."},
        "authors": [{"name": "Josiah Carberry", "orcid": "0000-0002-1825-0097"}],
        "paper": None,
        "code": "https://example.org/inflate",
        "licence": "CC0-1.0",
        "externalInformation": "",
        "attempts": 1,
        "runs": [{"benchmark": "gaussian", "resultDigest": record["resultDigest"]}],
    })
    print("Wrote %s. Check it with: npx heirloom check %s" % (out, out))


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in ("run", "digest"):
        sys.exit(__doc__)
    if sys.argv[1] == "run":
        main(sys.argv[2])
    else:
        with open(sys.argv[2], encoding="utf-8") as file:
            print(result_digest(json.load(file)))
