// The worker's entry: a worker thread starts with plain JavaScript.
import { importCompiled } from './compiled.mjs';

const { default: runPlannedSeed } = await importCompiled('benchmarks/runner/planned-seed.ts');

/** An error that a user caused is handed over as data: between threads an error of our own would lose its class. */
export default async function runOrRefuse(task) {
  try {
    return { report: await runPlannedSeed(task) };
  } catch (error) {
    if (error.name !== 'HeirloomError') throw error;
    const { code, message, context, problems } = error;
    return { refusal: { code, message, context, problems } };
  }
}
