/** What the site's worker threads do (worker.mjs). Each thread has one kind of work, so each loads what that needs. */
import type { BadReport } from '#benchmarks/bundle/check-source.ts';
import type { Problem } from '#benchmarks/protocol/errors.ts';
import type { Board, BoardInput, Comparison, ComparisonInput } from '#benchmarks/scoring/index.ts';
import type { Snapshot } from '#benchmarks/snapshot/schema.ts';
import type { BundleInput, UnpackedArchive } from '../intake/checked-bundle.ts';
import type { StorableBundle } from '../intake/kept-run.ts';
import type { FramesRequest, SeedFrames } from '../submissions/sample-frames.ts';

export const JOBS = {
  check: async (input: BundleInput): Promise<BadReport | StorableBundle> => {
    const { checkInto } = await import('../intake/checked-bundle.ts');
    const { storable } = await import('../intake/kept-run.ts');
    return storable(await checkInto(input));
  },

  unpack: async (input: BundleInput): Promise<UnpackedArchive> =>
    (await import('../intake/checked-bundle.ts')).unpackInto(input),

  frames: async (request: FramesRequest): Promise<SeedFrames | null> =>
    (await import('../submissions/sample-frames.ts')).framesOf(request),

  score: async (input: BoardInput): Promise<Board> => (await import('#benchmarks/scoring/index.ts')).scoreBoard(input),

  compareAll: async (inputs: readonly ComparisonInput[]): Promise<Comparison[]> => {
    const { compare } = await import('#benchmarks/scoring/index.ts');
    return inputs.map((input) => compare(input));
  },

  faults: async (snapshot: Snapshot): Promise<readonly Problem[]> =>
    (await import('#benchmarks/snapshot/faults.ts')).faultsOf(snapshot),
};
