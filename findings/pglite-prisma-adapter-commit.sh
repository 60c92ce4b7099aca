#!/usr/bin/env bash
# A transaction whose COMMIT fails is reported as committed by Prisma's adapter for PGlite, and its rows are gone.
#
# Packages:  pglite-prisma-adapter 0.7.2, @electric-sql/pglite 0.5.16 (npm)
# Behaviour: what a deferred constraint refuses at COMMIT, commit() of the adapter's transaction drops: it resolves.
# Expected:  commit() rejects with the unique constraint, as PGlite's own transaction() does.
# Seen:      commit() resolves, and the table is empty; PGlite's own rejects with 23505 (2026-11-29).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes > npm.log
npm install --silent --no-audit --no-fund pglite-prisma-adapter@0.7.2 @electric-sql/pglite@0.5.16
cat > commit.mjs <<'JS'
import { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';

const sql = 'INSERT INTO runs VALUES (1), (1)';
const outcomeOf = (promise) => promise.then(() => 'resolved', (error) => `rejected (${error.code ?? error.message})`);
const engine = await PGlite.create();
await engine.exec('CREATE TABLE runs (seed int UNIQUE DEFERRABLE INITIALLY DEFERRED)');

const adapter = await new PrismaPGlite(engine).connect();
const transaction = await adapter.startTransaction();
await transaction.executeRaw({ sql, args: [], argTypes: [] });
const viaAdapter = await outcomeOf(transaction.commit());
const { rows } = await engine.query('SELECT count(*)::int AS count FROM runs');
const direct = await outcomeOf(engine.transaction((tx) => tx.query(sql)));
console.log(`adapter: ${viaAdapter}, rows: ${rows[0].count}; PGlite: ${direct}`);
if (viaAdapter !== 'resolved' || rows[0].count !== 0 || direct !== 'rejected (23505)') {
  console.error('changed: what becomes of a COMMIT that fails');
  process.exitCode = 1;
}
JS
node commit.mjs
