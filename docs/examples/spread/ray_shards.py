"""One Ray task a shard: OUT=/shared/run python ray_shards.py 4 gaussian digits-vae --strategy replace oracle --tier standard

Ray does not bind a task to the cores that it asked for, so each says --workers 1. The checkout and OUT are on every node.
"""

import subprocess
import sys
from os import environ
from pathlib import Path

import ray

SHARD = Path(__file__).resolve().parent / "shard.sh"


# A task whose node is lost runs again elsewhere and goes on in its folder.
@ray.remote(num_cpus=1, max_retries=3)
def run_shard(index: int, count: int, args: list[str], out: str) -> int:
    command = [str(SHARD), str(index), str(count), *args, "--workers", "1"]
    return subprocess.run(command, env={**environ, "OUT": out}).returncode


def main() -> int:
    count, args = int(sys.argv[1]), sys.argv[2:]
    ray.init()
    codes = ray.get([run_shard.remote(index, count, args, environ["OUT"]) for index in range(1, count + 1)])
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
