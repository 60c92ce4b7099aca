/**
 * What every strategy keeps on every benchmark, with every engine that trains its network. A newcomer joins by being listed. A pair
 * runs once, and everything is asked of that run.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkBundleAt } from '#benchmarks/bundle/check.ts';
import { resolveEngine } from '#benchmarks/numerics/engine/load.ts';
import { fitsTwice, missingCapability, updatesOfFit } from '#benchmarks/protocol/card.ts';
import type { EngineId } from '#benchmarks/protocol/engine.ts';
import { accountedSize, ledgerEntrySchema } from '#benchmarks/protocol/ledger.ts';
import { divisionOf } from '#benchmarks/protocol/regime.ts';
import { type RunRequest, resolveStrategy } from '#benchmarks/runner/plan.ts';
import { requireStrategy, STRATEGIES } from '#benchmarks/strategies/catalog.ts';
import { BENCHMARKS, benchmarkName, benchmarkNamed } from '#benchmarks/suite/catalog.ts';
import { bundleOf, forgetRuns, type MadeRun, requireRun, runAgain, writeBundle } from './bundles.ts';
import { isNightly } from './power.ts';
import { removeTemporaryFolders } from './temporary-folder.ts';

const COMPOSITIONS = [
  'retain+temperature',
  'fresh:share=0.05+filter-typicality',
  'filter-typicality+filter-verifier',
  'filter-verifier+filter-typicality',
  'mix-sources+accumulate-subsample',
  'retain:share=0.04+weight-golden:share=0',
];
/** Options and compositions whose ledgers differ in kind from the defaults'; one benchmark has to do for these. */
const VARIANTS = [
  'retain:redraw=false,share=0.3',
  'fresh:every=2',
  'mix-sources:budget=full',
  'mix-sources:simulator=0.1',
  'weight-golden:real=retained',
  'accumulate+temperature:value=0.8',
  'mix-sources+weight-golden',
  'retain+filter-typicality',
  'best-of:judge=verifier',
  'filter-verifier:bias=0.25',
  'filter-verifier:check=learned',
];
/** Its sources have M together and its main learner draws M again: more than its regime says, which the check refuses. */
const OVER_ITS_SIZE = ['mix-sources+accumulate-subsample'];
/** Quick to run, and with most capabilities: here every strategy's own chance is seen to be the seed's. */
const EVERY_REPLAY = 'gaussian';
/**
 * They train the network of digits-vae, on fewer digits of some classes, and that of text-transformer, on other tokens: what strategies do
 * with these is seen there, and here at night.
 */
const AS_ANOTHER = ['digits-longtail', 'text-transformer@4'];
/** Controls and baselines. */
const REFERENCES = ['replace', 'oracle', 'freeze', 'gen0-samples'];

/** Names of the benchmarks that train a network (`tensors`) or none (`js`). One without a learner of its own is held by the tests of its trainer. */
export const benchmarksOf = (...engines: readonly ('js' | 'tensors')[]): string[] =>
  BENCHMARKS.filter(({ card }) => engines.some((engine) => engine === card.engine)).map(({ card }) =>
    benchmarkName(card),
  );

/** @param engine null for a benchmark that uses none */
export function holdContract(name: string, engine: EngineId | null): void {
  const { card } = benchmarkNamed(name);
  const reasons: string[] = [];
  const absent = engine !== null && resolveEngine(engine, (line) => reasons.push(line)) !== engine;
  const on = engine === null ? '' : ` with the engine ${engine}${absent ? `, left out: ${reasons.join(' ')}` : ''}`;

  /** A network's seed takes seconds: one. */
  const size: Partial<RunRequest> = {
    seeds: card.engine === 'js' ? 2 : 1,
    ...(engine === null ? {} : { engine }),
  };

  const statedDivision = (id: string) =>
    /^\*\*Division:\*\* `([a-z]+)`/m.exec(readFileSync(`benchmarks/strategies/${id}/README.md`, 'utf8'))?.[1];

  const missing = (spec: string) =>
    resolveStrategy(spec)
      .parts.map(({ id, resolved }) => missingCapability(requireStrategy(id).card, resolved, card))
      .find((need) => need !== null);
  const mayFitTwice = (spec: string) =>
    resolveStrategy(spec).parts.some(({ id, resolved }) => fitsTwice(requireStrategy(id).card, resolved));
  const isAsked = isNightly || !AS_ANOTHER.includes(name);
  const specs = [
    ...STRATEGIES.map((entry) => entry.card.id),
    ...(isAsked ? COMPOSITIONS : []),
    ...(name === EVERY_REPLAY ? VARIANTS : []),
  ].filter((spec) => missing(spec) === undefined);

  /** For each capability the first strategy that needs it, and one that needs none. */
  function oneForEach(): readonly string[] {
    const needing = (isNeeded: (needs: readonly string[]) => boolean) =>
      specs.find((spec) =>
        isNeeded(resolveStrategy(spec).parts.flatMap(({ id, resolved }) => requireStrategy(id).card.needs(resolved))),
      );
    const chosen = [
      needing((needs) => needs.length === 0),
      ...card.capabilities.map((one) => needing((needs) => needs.includes(one))),
    ];
    return [...new Set(chosen.filter((spec) => spec !== undefined))];
  }

  const applicable = isAsked ? specs : specs.filter((spec) => REFERENCES.includes(spec) || oneForEach().includes(spec));

  /** By day, outside of the quick one, one for each capability. */
  function replayed(): readonly string[] {
    if (isNightly || name === EVERY_REPLAY) return applicable;
    return isAsked ? oneForEach() : [];
  }

  describe.skipIf(absent)(`on ${name}${on}`, () => {
    const { generations } = card.tiers.smoke;
    const run = (spec: string): Promise<MadeRun> => requireRun(name, spec, size);
    let replace: MadeRun;

    // A process goes through all pairs: what the next one needs not would stay in memory.
    afterAll(() => {
      forgetRuns();
      removeTemporaryFolders();
    });

    beforeAll(async () => {
      replace = await run('replace');
    }, 120_000);

    test('the controls and baselines are applicable', () => {
      expect(applicable).toEqual(expect.arrayContaining(REFERENCES));
    });

    test.each(applicable)('%s keeps the contract', async (spec) => {
      const { record } = await run(spec);
      for (const status of record.statuses) expect(status).toEqual({ state: 'completed' });

      // Generation 0 is shared, bit for bit; every metric has a value or null in every generation.
      for (const { id } of card.metrics) {
        for (const [index, values] of record.trajectories[id]?.entries() ?? []) {
          expect(values[0], id).toBe(replace.record.trajectories[id]?.[index]?.[0]);
          expect(values).toHaveLength(generations + 1);
        }
        expect(record.trajectories[id]).toHaveLength(record.seeds.length);
      }
      expect(record.trajectories[card.primary]?.flat().every((value) => Number.isFinite(value))).toBe(true);

      for (const ledger of record.ledger) {
        expect(ledger.map((entry) => entry.generation)).toEqual(Array.from({ length: generations + 1 }, (_, g) => g));
        for (const entry of ledger) {
          ledgerEntrySchema.extend(card.ledger ?? {}).parse(entry);
          expect(accountedSize(entry)).toBe(entry.trainingSize);
          // Samples come from models of earlier generations; a second fit's from the model that this one has become.
          const newest = mayFitTwice(spec) ? entry.generation : entry.generation - 1;
          for (const { generation } of entry.synthetic) expect(generation).toBeLessThanOrEqual(newest);
        }
      }

      const { parts, regime } = resolveStrategy(spec);
      const division = divisionOf(
        regime,
        record.ledger,
        record.benchmark.size,
        updatesOfFit(card, record.benchmark.params),
      );
      if (parts.length === 1 && parts[0]?.id === spec) expect(division).toBe(statedDivision(spec));
    });

    // The checker looks at no engine.
    test.skipIf(engine === 'tfjs-node').each(applicable)('%s gives a record that passes the check', async (spec) => {
      const report = await checkBundleAt(writeBundle(bundleOf([await run(spec)])));
      const messages = OVER_ITS_SIZE.includes(spec)
        ? [expect.stringMatching(/^more than M examples were trained on/)]
        : [];
      expect([...new Set(report.problems.map(({ message }) => message))]).toEqual(messages);
      expect(report.ok).toBe(messages.length === 0);
    });

    test.each(replayed())('%s gives the same numbers and samples for the same seeds again', async (spec) => {
      const again = await runAgain(name, spec, size);
      expect(again?.record.ledger).toEqual((await run(spec)).record.ledger);
      expect(again?.record.resultDigest).toBe((await run(spec)).record.resultDigest);
    });
  });
}
