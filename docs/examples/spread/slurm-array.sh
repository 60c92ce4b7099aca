#!/usr/bin/env bash
#SBATCH --job-name=heirloom
#SBATCH --array=1-4
#SBATCH --cpus-per-task=2
#SBATCH --time=04:00:00
#SBATCH --requeue
# B: sends the signal to this script. Without it only job steps (srun) get it, and here there is none.
#SBATCH --signal=B:TERM@120
# A task that is queued again would empty its output file.
#SBATCH --open-mode=append
#SBATCH --output=heirloom-%A_%a.log
#
# OUT=/shared/run HEIRLOOM=/shared/heirloom sbatch slurm-array.sh gaussian digits-vae --strategy replace oracle 'retain:share={0.05,0.1}' --tier standard
set -u
# Slurm runs a copy of this script: its own folder says nothing of the checkout's.
"${HEIRLOOM:?Set HEIRLOOM to the checkout.}/docs/examples/spread/shard.sh" "$SLURM_ARRAY_TASK_ID" "$SLURM_ARRAY_TASK_COUNT" "$@" &
shard=$!
stopped=
trap 'stopped=1; kill -TERM "$shard"' TERM
wait "$shard"
code=$?
if [ -n "$stopped" ]; then
  # The first wait ended with the signal, before the shard did.
  wait "$shard"
  code=$?
  # Not SLURM_JOB_ID: that of the last task is the array's.
  if [ "$code" -eq 143 ]; then scontrol requeue "${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}"; fi
fi
exit "$code"
