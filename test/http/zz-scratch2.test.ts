import { test } from 'vitest';
import { createDataDir } from '../support/databases.ts';
import { archiveOf, entriesOf } from '../support/archives.ts';
import { fabricateBundle } from '../support/fabricate.ts';
import { openDatabase } from '../../leaderboard/db/database.ts';
import { insertSubmission } from '../../leaderboard/store-submission.ts';
import { saveQuickScores } from '../../leaderboard/quick-scores.ts';
import { ensureAdminToken, requireToken } from '../../leaderboard/tokens.ts';
import { checkInWorker, closeWorkers } from '../../leaderboard/worker-pool.ts';
import { checkBundleAt } from '../../benchmarks/bundle/check.ts';
import { BENCHMARK_CARDS } from '../../leaderboard/cards.ts';
import { readFileSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
test('x', async () => {
  const t = createDataDir();
  const db = await openDatabase(t.location);
  const admin = await requireToken(db, `Bearer ${readFileSync(await ensureAdminToken(db, t.dataDir), 'utf8').trim()}`, 'submit');
  const benchmarks = BENCHMARK_CARDS.map((c) => c.id);
  const session = new Session(); session.connect(); await session.post('Profiler.enable');
  for (let i = 0; i < 12; i++) {
    const spec = ['replace', 'oracle'][i] ?? 'replace';
    const path = archiveOf(entriesOf(await fabricateBundle({ spec, tier: 'quick', benchmarks, quality: spec === 'oracle' ? 100 : 0, author: `a${i}` })));
    if (i === 6) await session.post('Profiler.start');
    const c0 = process.cpuUsage(); const t0 = performance.now();
    const report = await checkInWorker(path);
    const t1 = performance.now();
    if (i < 4) await checkBundleAt(path);
    const t2 = performance.now();
    if (!report.ok) throw new Error('no');
    let t3 = 0;
    await db.prisma.$transaction(async (tx) => { await insertSubmission(tx, report, readFileSync(path), admin); t3 = performance.now(); await saveQuickScores(tx, [report.bundleDigest.slice(0, 16)]); });
    const c = process.cpuUsage(c0);
    console.log('worker', (t1 - t0).toFixed(0), 'inline', (t2 - t1).toFixed(0), 'insert', (t3 - t2).toFixed(0), 'scores', (performance.now() - t3).toFixed(0), 'cpu', ((c.user + c.system) / 1000).toFixed(0));
  }
  const { profile } = await session.post('Profiler.stop');
  writeFileSync('/tmp/lb.cpuprofile', JSON.stringify(profile));
  await closeWorkers(); await db.close(); await t.remove();
}, 600_000);
