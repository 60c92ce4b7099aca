// What `heirloom worker` loads by path: the site's code, which the command line has nothing of, compiled at first use.
import { importCompiled } from '../../benchmarks/runner/compiled.mjs';

const ENTRY = 'leaderboard/verification/worker-process.ts';
export const { workOnServer } = await importCompiled(ENTRY, {
  entries: [ENTRY],
  folders: ['benchmarks', 'leaderboard'],
});
