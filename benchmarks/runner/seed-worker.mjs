// The worker's entry. tsx is registered here because a worker does not inherit it reliably on Node 20 and 24.
import { register } from 'tsx/esm/api';

register();
const { default: runPlannedSeed } = await import('./planned-seed.ts');

export default runPlannedSeed;
