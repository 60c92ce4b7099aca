#!/usr/bin/env bash
# A sparse file that GNU tar packs in its POSIX format comes out of node-tar under another name, with other bytes.
#
# Packages:  tar 7.5.23 (npm), GNU tar 1.34 (Debian); Python's tarfile as a third reader
# Behaviour: GNU tar puts the real name and size of a sparse file in its own extended headers; node-tar doesn't read these and
#            hands out the stand-in that is meant for readers without extended headers.
# Expected:  data.npy of 5,000,004 bytes, as Python's tarfile reads it, or an error about a format that isn't known.
# Seen:      an ordinary file GNUSparseFile.N/data.npy of a few kilobytes (2026-11-29).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
tar --version | grep -q 'GNU tar' || { echo 'needs GNU tar as tar' >&2; exit 2; }
npm init --yes > npm.log
npm install --silent --no-audit --no-fund tar@7.5.23
printf head > data.npy
truncate -s 5000000 data.npy
printf tail >> data.npy
tar --sparse --format=posix -cf data.tar data.npy
node=$(node -e "require('tar').t({ file: 'data.tar', sync: true, onReadEntry: (e) => console.log(e.type, e.path, e.size) })")
python=$(python3 -c "import tarfile; print(*((m.name, m.size) for m in tarfile.open('data.tar')))")
echo "node-tar: $node"
echo "tarfile:  $python"
[ "$python" = "('data.npy', 5000004)" ] || { echo 'not the archive that was meant' >&2; exit 1; }
case "$node" in File\ *GNUSparseFile.*/data.npy\ *) ;; *) echo 'changed: node-tar reads it otherwise' >&2; exit 1 ;; esac
