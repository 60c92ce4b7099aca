// The worker's entry: a worker thread starts with plain JavaScript.
import { importCompiled } from './compiled.mjs';

const { default: runPlannedSeed, startPlannedSeed } = await importCompiled('benchmarks/runner/planned-seed.ts');

export default (task) => answerOf(async () => ({ report: await runPlannedSeed(task) }));

export const start = (task) => answerOf(async () => ({ start: await startPlannedSeed(task) }));

/** An error that a user caused is handed over as data: between threads an error of our own would lose its class. */
async function answerOf(work) {
  try {
    return await work();
  } catch (error) {
    if (error.name !== 'HeirloomError') throw error;
    const { code, message, context, problems } = error;
    return { refusal: { code, message, context, problems } };
  }
}
