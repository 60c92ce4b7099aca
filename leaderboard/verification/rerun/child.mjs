// The entry of a process that runs seeds for verification (seed-process.ts). Plain JavaScript: the built site has no loader for TypeScript.
import { importCompiled } from '../../../benchmarks/runner/compiled.mjs';

const ENTRY = 'leaderboard/verification/rerun/child.ts';
await importCompiled(ENTRY, { entries: [ENTRY], folders: ['benchmarks', 'leaderboard'] });
