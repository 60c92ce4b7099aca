/** A data directory with a thousand submissions: made once for a schema, kept in artifacts/. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { completeDraft } from '../../scripts/start/bundles.mjs';
import { ended, startNode } from '../../scripts/support/children.mjs';
import { inRoot } from '../../scripts/support/root.mjs';
import { SetupError, say } from '../../scripts/support/steps.mjs';
import { heirloom } from './heirloom.ts';

/** Sent through the door, beside the two controls; the rest are copies of them in the database. */
const SENT = 100;
const COPIES = 9;
export const SUBMISSIONS = 2 + SENT * (1 + COPIES);
export const TIER = 'quick';
const BENCHMARKS = ['gaussian', 'regression', 'word-frequencies', 'gmm-2d', 'ngram-text'];
const STRATEGIES = ['replace', 'oracle', 'temperature'];

/** Made once for a schema; the runs and the database are kept in artifacts/. */
export async function seededDirectory(): Promise<{ readonly runs: string; readonly dataDir: string }> {
  const key = createHash('sha256')
    .update(readFileSync(inRoot('prisma', 'schema.prisma')))
    .update(String([SENT, COPIES]))
    .digest('hex')
    .slice(0, 12);
  const folder = inRoot('artifacts', `bench-board-${key}`);
  const [runs, dataDir] = [path.join(folder, 'runs'), path.join(folder, 'data')] as const;
  if (existsSync(dataDir)) return { runs, dataDir };
  mkdirSync(folder, { recursive: true });
  say('  three real runs, and variants of them; this takes some minutes the first time');
  await heirloom(['run', ...BENCHMARKS, '--strategy', ...STRATEGIES, '--tier', TIER, '--out', runs, '--resume']);
  for (const id of STRATEGIES) completeDraft(path.join(runs, id), { title: id, description: '' });
  const draft = `${dataDir}.draft`;
  rmSync(draft, { recursive: true, force: true });
  const env: NodeJS.ProcessEnv = { ...process.env, HEIRLOOM_DATA: draft };
  delete env.DATABASE_URL;
  const program = inRoot('tools', 'bench', 'seed-board.ts');
  const { code } = await ended(startNode(['--import', 'tsx', program, runs, String(SENT), String(COPIES)], { env }));
  if (code !== 0) throw new SetupError(`Filling the database ended with exit code ${code}; see above.`);
  renameSync(draft, dataDir);
  return { runs, dataDir };
}
