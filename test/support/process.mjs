// A process of a test's own, of TypeScript: `node process.mjs FILE ARGUMENT…`, FILE relative to the checkout. What it imports is
// compiled once for all such processes: by tsx it is anew in each.
import path from 'node:path';
import { importCompiled } from '../../benchmarks/runner/compiled.mjs';

const [file = ''] = process.argv.splice(2, 1);
await importCompiled(file, { entries: [file], folders: ['benchmarks', 'leaderboard', path.dirname(file)] });
