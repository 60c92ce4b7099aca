#!/usr/bin/env bash
# The isolation level that Prisma's adapter for PGlite is asked for never holds: it is set before the transaction begins.
#
# Packages:  pglite-prisma-adapter 0.7.2, @electric-sql/pglite 0.5.16 (npm)
# Behaviour: startTransaction(level) resolves for every level, and the transaction is of the session's default.
# Expected:  SHOW transaction_isolation inside it gives the level, or startTransaction says that it can't be had.
# Seen:      "read committed" for SERIALIZABLE and for REPEATABLE READ; with BEGIN ISOLATION LEVEL sent to PGlite itself
#            "serializable" (2026-11-29).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes > npm.log
npm install --silent --no-audit --no-fund pglite-prisma-adapter@0.7.2 @electric-sql/pglite@0.5.16
cat > isolation.mjs <<'JS'
import { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';

const SHOW = 'SHOW transaction_isolation';
const engine = await PGlite.create();
const adapter = await new PrismaPGlite(engine).connect();
const seen = [];
for (const level of ['SERIALIZABLE', 'REPEATABLE READ']) {
  const transaction = await adapter.startTransaction(level);
  const { rows } = await transaction.queryRaw({ sql: SHOW, args: [], argTypes: [] });
  await transaction.rollback();
  seen.push(rows[0][0]);
  console.log(`${level}: ${rows[0][0]}`);
}
await engine.exec('BEGIN ISOLATION LEVEL SERIALIZABLE');
const { rows } = await engine.query(SHOW);
await engine.exec('ROLLBACK');
console.log(`PGlite itself: ${rows[0].transaction_isolation}`);
if (seen.some((level) => level !== 'read committed') || rows[0].transaction_isolation !== 'serializable') {
  console.error('changed: the level that a transaction has');
  process.exitCode = 1;
}
JS
node isolation.mjs
