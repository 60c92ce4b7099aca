#!/usr/bin/env bash
# GNU parallel, four shards on this machine or, with --sshlogin, on others that see the checkout and OUT at the same paths:
# OUT=run parallel.sh gaussian gmm-2d --strategy replace oracle 'retain:share={0.05,0.1}' --tier quick
set -euo pipefail
parallel --halt soon,fail=1 --termseq TERM,60000,KILL --quote "$(dirname "$0")/shard.sh" {} 4 "$@" --workers 1 ::: 1 2 3 4
