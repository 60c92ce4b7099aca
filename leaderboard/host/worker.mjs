// The entry of worker-pool.ts's threads. tsx is registered here because a worker does not inherit it reliably on Node 20
// and 24, and because the built site has no loader for TypeScript at all.
import { register } from 'tsx/esm/api';

register();
const { compare, scoreBoard } = await import('../../benchmarks/scoring/index.ts');
const { faultsOf } = await import('../../benchmarks/snapshot/faults.ts');
const { checkInto, unpackInto } = await import('../intake/checked-bundle.ts');
const { storable } = await import('../intake/kept-run.ts');
const { framesOf } = await import('../submissions/sample-frames.ts');

export const check = async (input) => storable(await checkInto(input));

export const unpack = (input) => unpackInto(input);

export const frames = (request) => framesOf(request);

export const score = (input) => scoreBoard(input);

export const compareAll = (inputs) => inputs.map((input) => compare(input));

export const faults = (snapshot) => faultsOf(snapshot);
