#!/usr/bin/env bash
# Runs one shard into $OUT/shard-I, or goes on with it where it was stopped: shard.sh I N BENCHMARK… --strategy SPEC…
set -euo pipefail
index=$1 count=$2
shift 2
out="${OUT:?Set OUT to the folder that all shards write into.}/shard-$index"
resume=()
if [ -e "$out/plan.json" ]; then resume=(--resume); fi
# exec: a signal to this process is one to Heirloom, which keeps its work and ends with 143.
exec node "$(dirname "$0")/../../../benchmarks/cli/bin.mjs" run "$@" --shard "$index/$count" --out "$out" ${resume[@]+"${resume[@]}"}
