/**
 * The seeds that a verification needs, of the entry and of both controls: each is run where it has not been, stored as it comes, and
 * never run twice.
 */
import type { Database } from '../db/database.ts';
import type { SeedBatch } from '../generated/enums.ts';
import type { Claimed, ClaimedDetails, ClaimedRun } from './claimed.ts';
import type { Averages } from './compare-hidden.ts';
import { differenceOf } from './compare-seed.ts';
import { seedAt } from './hidden-seeds.ts';
import type { RerunSeed, StrategyToRun } from './rerun/messages.ts';
import type { SeedRunner } from './seed-process.ts';
import { controlsOf, type DoneSeed, saveControl, saveSeed, seedsOf } from './tasks.ts';

type Control = 'replace' | 'oracle';

export interface SeedOptions {
  readonly runner: SeedRunner;
  /** Called after each seed; throws where the work has to stop. */
  readonly afterSeed: () => Promise<void>;
}

export class VerifiedSeeds {
  readonly #database: Database;
  readonly #claimed: Claimed;
  readonly #secret: string;
  readonly #options: SeedOptions;

  /** @param secret of the hidden seeds */
  constructor(database: Database, claimed: Claimed, secret: string, options: SeedOptions) {
    this.#database = database;
    this.#claimed = claimed;
    this.#secret = secret;
    this.#options = options;
  }

  /** Averages of the entry and the controls on a batch, which is run where it has not been. */
  async averages(run: ClaimedRun, batch: SeedBatch, count: number): Promise<Averages> {
    const own = (await this.of(run, batch, count, null)).map(({ average }) => average);
    const [replace = [], oracle = []] = [
      await this.#control(run, 'replace', batch, count),
      await this.#control(run, 'oracle', batch, count),
    ];
    return { own, replace, oracle };
  }

  /** The entry's seeds of a batch, in order. `details`: what registered ones are compared with. */
  async of(run: ClaimedRun, batch: SeedBatch, count: number, details: ClaimedDetails | null): Promise<DoneSeed[]> {
    const { id } = this.#claimed;
    const isOf = (seed: DoneSeed): boolean => seed.batch === batch && seed.position < count;
    const known = (await seedsOf(this.#database.prisma, id, run.benchmark.id)).filter(isOf);
    const there = new Set(known.map(({ position }) => position));
    for (let position = 0; position < count; position++) {
      if (there.has(position)) continue;
      const { seed, difference } = await this.#own(run, batch, position, details);
      const { status, average, samples, durationMs } = seed;
      const done: DoneSeed = {
        batch,
        position,
        state: status.state,
        average,
        difference,
        samples: details === null ? [] : samples,
        durationMs,
      };
      await saveSeed(this.#database, id, run.benchmark.id, done);
      known.push(done);
      await this.#options.afterSeed();
      // One difference is enough.
      if (difference !== null) break;
    }
    return known.sort((a, b) => a.position - b.position);
  }

  /** A seed of the entry's own, and where it differs. What fails here alone may be this machine's doing: it is tried twice. */
  async #own(run: ClaimedRun, batch: SeedBatch, position: number, details: ClaimedDetails | null) {
    const { spec, parts, module } = this.#claimed;
    const strategy: StrategyToRun = { spec, module: module && { ...module, parts } };
    const attempt = async () => {
      const seed = await this.#run(run, strategy, batch, position);
      return { seed, difference: details === null ? null : differenceOf(details, position, seed) };
    };
    const first = await attempt();
    return first.difference?.part === 'status' && first.seed.status.state === 'failed' ? attempt() : first;
  }

  async #control(run: ClaimedRun, spec: Control, batch: SeedBatch, count: number): Promise<(number | null)[]> {
    const { setupDigest } = run;
    const known = await controlsOf(this.#database.prisma, setupDigest, spec);
    const averages: (number | null)[] = [];
    for (let position = 0; position < count; position++) {
      const stored = known.get(`${batch} ${position}`);
      if (stored) {
        averages.push(stored.average);
        continue;
      }
      const { status, average, durationMs } = await this.#run(run, { spec, module: null }, batch, position);
      await saveControl(this.#database, this.#claimed.id, setupDigest, spec, {
        batch,
        position,
        state: status.state,
        average,
        durationMs,
      });
      averages.push(average);
      await this.#options.afterSeed();
    }
    return averages;
  }

  #run(
    { benchmark, engine }: ClaimedRun,
    strategy: StrategyToRun,
    batch: SeedBatch,
    position: number,
  ): Promise<RerunSeed> {
    const { size: _, ...planned } = benchmark;
    return this.#options.runner.run({
      benchmark: planned,
      engine: engine.id,
      strategy,
      seed: seedAt(this.#secret, benchmark, batch, position),
      keepSamples: batch === 'registered' && strategy.spec === this.#claimed.spec,
    });
  }
}
