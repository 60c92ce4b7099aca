// The entry of worker-pool.ts's threads: a thread starts with plain JavaScript, and the built site has no loader for TypeScript.
// The jobs are compiled once for all of them.
import { importCompiled } from '../../benchmarks/runner/compiled.mjs';

const ENTRY = 'leaderboard/host/jobs.ts';
const { JOBS } = await importCompiled(ENTRY, { entries: [ENTRY], folders: ['benchmarks', 'leaderboard'] });

export const { check, unpack, frames, score, compareAll, faults } = JOBS;
