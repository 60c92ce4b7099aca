// The worker's entry: a worker thread starts with plain JavaScript.
import { importCompiled } from './compiled.mjs';

const { default: runPlannedSeed } = await importCompiled('runner/planned-seed.ts');

export default runPlannedSeed;
