// Prints what the choice of the default engine says here, and the weights of a small training.
import { register } from 'tsx/esm/api';

register();
const { loadEngine, resolveEngine } = await import('../../../../benchmarks/numerics/engine/load.ts');
const { train } = await import('./small-training.ts');
const lines = [];
resolveEngine('wasm', (line) => lines.push(line));
const weights = train(await loadEngine('wasm'), 3).map((values) => Array.from(values));
process.stdout.write(JSON.stringify({ lines, weights }));
