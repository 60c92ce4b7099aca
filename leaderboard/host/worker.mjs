// The entry of worker-pool.ts's threads. tsx is registered here because a worker does not inherit it reliably on Node 20
// and 24, and because the built site has no loader for TypeScript at all.
import { register } from 'tsx/esm/api';

register();
// Each thread has one kind of work, so each loads what that needs.
export const check = async (input) => {
  const { checkInto } = await import('../intake/checked-bundle.ts');
  const { storable } = await import('../intake/kept-run.ts');
  return storable(await checkInto(input));
};

export const unpack = async (input) => (await import('../intake/checked-bundle.ts')).unpackInto(input);

export const frames = async (request) => (await import('../submissions/sample-frames.ts')).framesOf(request);

export const score = async (input) => (await import('../../benchmarks/scoring/index.ts')).scoreBoard(input);

export const compareAll = async (inputs) => {
  const { compare } = await import('../../benchmarks/scoring/index.ts');
  return inputs.map((input) => compare(input));
};

export const faults = async (snapshot) => (await import('../../benchmarks/snapshot/faults.ts')).faultsOf(snapshot);
