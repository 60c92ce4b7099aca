/**
 * Verifies one submission: its registered seeds again, bit for bit, then hidden ones beside them. Seeds that are done stay done
 * (verified-seeds.ts), so whoever takes the work over goes on where another stopped; what is concluded is concluded once.
 */
import type { Tier } from '#benchmarks/protocol/ids.ts';
import type { Database } from '../db/database.ts';
import type { SeedBatch } from '../generated/enums.ts';
import { type Claimed, type ClaimedRun, digestWith, loadClaimed, loadDetails, requireCard } from './claimed.ts';
import { type Averages, batchSizes, compareBatches, flagged, refuted, scoreOf } from './compare-hidden.ts';
import { conclude, concludeRest } from './conclude.ts';
import { hiddenSecret } from './hidden-seeds.ts';
import { ModuleDiffers } from './module-differs.ts';
import { obstacleOf } from './obstacle.ts';
import type { VerificationReason } from './reasons.ts';
import { evidenceOf, recomputeSubmission } from './recompute.ts';
import type { RunReport, VerificationReport } from './report.ts';
import type { SeedRunner } from './seed-process.ts';
import { begin, endRest, isRestDue } from './tasks.ts';
import { VerifiedSeeds } from './verified-seeds.ts';

/**
 * Networks at the tiers that take long: so many hidden seeds at first, the whole batch where these look too good, and the rest when
 * nothing else waits.
 */
const FIRST_OF_NETWORKS = 5;
const GLANCE_LEVEL = 0.05;

export interface VerifyOptions {
  readonly runner: SeedRunner;
  /** Called after each seed; throws where the work has to stop. `isRest`: it is work for when nothing else waits. */
  readonly afterSeed: (isRest: boolean) => Promise<void>;
  /** Of which runs only some hidden seeds are run at first: of networks at the tiers that take long, unless it is said. */
  readonly takesLong?: (run: ClaimedRun, tier: Tier) => boolean;
}

const isLongNetwork = (run: ClaimedRun, tier: Tier): boolean =>
  requireCard(run).engine !== 'js' && (tier === 'standard' || tier === 'full');

/** Returns what was concluded; null where there is no such submission. @throws run-failed; NotHere; or what afterSeed throws */
export async function verifySubmission(
  database: Database,
  id: string,
  options: VerifyOptions,
): Promise<VerificationReport | null> {
  const claimed = await loadClaimed(database.prisma, id);
  if (claimed === null) return null;
  const evidence = await evidenceOf(database, claimed);
  const obstacle = obstacleOf(claimed, evidence !== null);
  if (obstacle !== null) await endRest(database.prisma, id);
  if (obstacle !== null) return conclude(database, claimed, { state: 'impossible', reason: obstacle, runs: [] });
  if (evidence !== null) return recomputeSubmission(database, claimed, evidence, options);
  const verification = new Verification(database, claimed, await hiddenSecret(database), options);
  if (!(await isRestDue(database.prisma, id))) return verification.execute();
  return verification.executeRest();
}

class Verification {
  readonly #database: Database;
  readonly #claimed: Claimed;
  readonly #seeds: VerifiedSeeds;
  readonly #options: VerifyOptions;
  #isRest = false;

  constructor(database: Database, claimed: Claimed, secret: string, options: VerifyOptions) {
    this.#database = database;
    this.#claimed = claimed;
    this.#options = options;
    const { runner, afterSeed } = options;
    this.#seeds = new VerifiedSeeds(database, claimed, secret, { runner, afterSeed: () => afterSeed(this.#isRest) });
  }

  async execute(): Promise<VerificationReport> {
    try {
      return await this.#execute();
    } catch (error) {
      if (error instanceof ModuleDiffers) return this.#refuted({ code: 'module', ...error.difference });
      throw error;
    }
  }

  async #execute(): Promise<VerificationReport> {
    const { runs } = this.#claimed;
    await begin(this.#database.prisma, this.#claimed.id, this.#planned());
    for (const run of runs) {
      const reason = await this.#reproduce(run);
      if (reason !== null) return this.#refuted(reason);
    }
    return conclude(this.#database, this.#claimed, await this.#judge());
  }

  /** The rest of the hidden seeds of one that was reproduced. */
  async executeRest(): Promise<VerificationReport> {
    this.#isRest = true;
    return concludeRest(this.#database, this.#claimed, await this.#judge());
  }

  /** What the hidden seeds say of an entry whose registered ones are the same bits. */
  async #judge(): Promise<Pick<VerificationReport, 'state' | 'reason' | 'runs'>> {
    const reports: RunReport[] = [];
    for (const run of this.#claimed.runs) reports.push(await this.#beside(run));
    const flags = flagged(reports.map(({ hidden }) => hidden?.p ?? 1));
    if (!flags.some(Boolean)) return { state: 'reproduced', reason: null, runs: reports };
    const second = await this.#second(reports, flags);
    const rejected = refuted(second.map(({ second: batch }) => batch?.p ?? 1));
    const benchmarks = second.filter((_, i) => rejected[i]).map(({ benchmark }) => benchmark);
    return benchmarks.length > 0
      ? { state: 'refuted', reason: { code: 'hidden', benchmarks }, runs: second }
      : { state: 'reproduced', reason: null, runs: second };
  }

  #refuted(reason: VerificationReason): Promise<VerificationReport> {
    return conclude(this.#database, this.#claimed, { state: 'refuted', reason, runs: [] });
  }

  #planned(): number {
    const { runs } = this.#claimed;
    return runs.reduce((total, run) => total + run.seeds.length + this.#hiddenAtFirst(run), 0);
  }

  #sizes(run: ClaimedRun) {
    return batchSizes(run.seeds.length, this.#claimed.runs.length);
  }

  /** Of those where seeds take long a few first; all of them when nothing else waits. */
  #hiddenAtFirst(run: ClaimedRun): number {
    const all = this.#sizes(run)?.hidden ?? 0;
    const { takesLong = isLongNetwork } = this.#options;
    const isPart = !this.#isRest && takesLong(run, this.#claimed.tier);
    return isPart ? Math.min(FIRST_OF_NETWORKS, all) : all;
  }

  /** Runs the registered seeds again; null where all is as it was claimed. */
  async #reproduce(run: ClaimedRun): Promise<VerificationReason | null> {
    const details = await loadDetails(this.#database.prisma, run);
    const benchmark = run.benchmark.id;
    const done = await this.#seeds.of(run, 'registered', run.seeds.length, details);
    const differing = done.find(({ difference }) => difference !== null);
    if (differing?.difference)
      return { code: 'differs', benchmark, seed: run.seeds[differing.position] as number, ...differing.difference };
    // A bundle has the samples of its first seed, or of all.
    const hashes = done.map(({ samples }) => samples);
    const digests = [hashes.slice(0, 1), hashes].map((kept) => digestWith(details, this.#claimed, kept.flat()));
    return digests.includes(run.resultDigest) ? null : { code: 'samples', benchmark };
  }

  /** The claimed seeds beside the first batch of hidden ones. */
  async #beside(run: ClaimedRun): Promise<RunReport> {
    const registered = await this.#seeds.averages(run, 'registered', run.seeds.length);
    const computed = {
      benchmark: run.benchmark.id,
      resultDigest: run.resultDigest,
      seeds: run.seeds.length,
      verified: scoreOf(registered),
    };
    const whole = this.#sizes(run)?.hidden ?? null;
    if (whole === null) return { ...computed, hidden: null, second: null };
    let count = this.#hiddenAtFirst(run);
    let hidden = await this.#seeds.averages(run, 'hidden', count);
    let p = this.#compare(run, registered, hidden, 'hidden');
    if (count < whole && p <= GLANCE_LEVEL) {
      count = whole;
      hidden = await this.#seeds.averages(run, 'hidden', count);
      p = this.#compare(run, registered, hidden, 'hidden');
    }
    return { ...computed, hidden: { seeds: count, of: whole, score: scoreOf(hidden), p }, second: null };
  }

  /** The second batch of those that were flagged; only it refutes. */
  async #second(reports: readonly RunReport[], flags: readonly boolean[]): Promise<RunReport[]> {
    const found: RunReport[] = [];
    for (const [i, report] of reports.entries()) {
      const run = this.#claimed.runs[i] as ClaimedRun;
      const count = this.#sizes(run)?.second;
      if (!flags[i] || count === undefined) {
        found.push(report);
        continue;
      }
      const registered = await this.#seeds.averages(run, 'registered', run.seeds.length);
      const second = await this.#seeds.averages(run, 'second', count);
      const p = this.#compare(run, registered, second, 'second');
      found.push({ ...report, second: { seeds: count, of: count, score: scoreOf(second), p } });
    }
    return found;
  }

  #compare(run: ClaimedRun, claimed: Averages, hidden: Averages, batch: SeedBatch): number {
    return compareBatches(claimed, hidden, `heirloom/verification/1/${this.#claimed.id}/${run.benchmark.id}/${batch}`);
  }
}
