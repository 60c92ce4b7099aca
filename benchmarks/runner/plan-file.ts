/** `plan.json`: what an output folder was begun for, and by which code its runs are being made. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '../protocol/digest.ts';
import { HeirloomError } from '../protocol/errors.ts';
import { countSchema, positiveSchema } from '../protocol/ids.ts';
import { learnerSchema, outsideSchema } from '../protocol/outside.ts';
import { runRecordSchema } from '../protocol/record.ts';
import { learnerCardSchema } from './exec/learner-messages.ts';
import { cardSchema } from './exec/messages.ts';
import type { Plan, RunPlan, SamplePolicy } from './plan.ts';
import type { PlannedCode } from './run-code.ts';
import { plannedModuleSchema } from './sandbox/planned.ts';

const PLAN_FILE = 'plan.json';

export const planFile = (dir: string): string => join(dir, PLAN_FILE);

export function formatPlan(plan: Plan, samples: SamplePolicy, code: PlannedCode): string {
  return `${canonicalJson(structuredClone({ ...plan, samples, code }))}\n`;
}

/** What a resumed run knows of the code of the run before; null where that did not keep it. */
export type CodeBefore = Pick<PlannedCode, 'files' | 'packages'> | null;

const codeSchema = z.object({ files: z.record(z.string(), z.string()), packages: z.array(z.string()) });

const recorded = runRecordSchema.shape;

/** What a record says of its run too, it says in the same form. */
const runSchema = z.strictObject({
  suite: z.string(),
  benchmark: recorded.benchmark.omit({ size: true }),
  official: recorded.official,
  engine: z.string(),
  strategy: recorded.strategy.extend({
    outside: outsideSchema.extend({ card: cardSchema }).optional(),
    module: plannedModuleSchema.optional(),
  }),
  learner: learnerSchema.omit({ repeat: true, inputs: true }).extend({ card: learnerCardSchema }).optional(),
  regime: recorded.regime,
  seeds: z.array(positiveSchema).min(1),
});

const planSchema = z.strictObject({
  runs: z.array(runSchema),
  notApplicable: z.array(z.strictObject({ benchmark: z.string(), spec: z.string(), reason: z.string() })),
  shard: z.strictObject({ index: countSchema, count: countSchema, whole: z.array(runSchema) }).optional(),
});

export interface HeldPlan {
  readonly plan: Plan;
  readonly samples: string;
}

/** The plan of a folder that `run` wrote. @throws plan-mismatch where there is none, or one that can't be read */
export function heldPlan(dir: string): HeldPlan {
  const file = planFile(dir);
  const refused = (why: string) =>
    new HeirloomError('plan-mismatch', `The folder ${dir} holds ${why}; expected a folder that heirloom run wrote.`);
  if (!existsSync(file)) throw refused(`no ${PLAN_FILE}`);
  const read = readPlan(file);
  const plan = read === null ? null : planSchema.safeParse(JSON.parse(read.plan));
  if (read === null || !plan?.success) throw refused(`a ${PLAN_FILE} that can't be read`);
  return { plan: plan.data as Plan, samples: read.samples };
}

/** Whether two runs are of one strategy on one benchmark: a bundle has one record of these. */
export const isSamePair = (a: RunPlan, b: RunPlan): boolean =>
  a.benchmark.id === b.benchmark.id && a.strategy.spec === b.strategy.spec;

/**
 * The plan of a folder to which another is added, in the order that one command for all would have.
 * @throws plan-mismatch where the folder is a shard or of another tier, or has a run of a pair that is not the one asked for
 */
export function joinPlans(dir: string, held: Plan, added: Plan): Plan {
  const refused = (why: string) =>
    new HeirloomError('plan-mismatch', `Can't add to the run in ${dir}: ${why}. Give another --out.`);
  if (held.shard) throw refused('it is a shard, whose plan is cut from the whole');
  for (const run of added.runs) {
    const known = held.runs.find((other) => isSamePair(other, run));
    const name = `${run.benchmark.id} ${run.strategy.spec}`;
    if (known && canonicalJson(structuredClone(known)) !== canonicalJson(structuredClone(run)))
      throw refused(`it has ${name} with other seeds, generations, parameters or versions (see ${planFile(dir)})`);
    const other = held.runs.find(({ benchmark }) => benchmark.tier !== run.benchmark.tier);
    if (other) throw refused(`it is of the tier ${other.benchmark.tier}, and ${run.benchmark.tier} was asked for`);
  }
  const runs = [...held.runs, ...added.runs.filter((run) => !held.runs.some((known) => isSamePair(known, run)))];
  const specs = [...new Set(runs.map(({ strategy }) => strategy.spec))];
  const benchmarks = [...new Set(runs.map(({ benchmark }) => benchmark.id))];
  const place = ({ strategy, benchmark }: RunPlan) =>
    specs.indexOf(strategy.spec) * benchmarks.length + benchmarks.indexOf(benchmark.id);
  const pairs = [...held.notApplicable, ...added.notApplicable];
  return {
    runs: runs.sort((a, b) => place(a) - place(b)),
    notApplicable: pairs.filter(
      (pair, index) =>
        pairs.findIndex(({ benchmark, spec }) => benchmark === pair.benchmark && spec === pair.spec) === index,
    ),
  };
}

/** @throws plan-mismatch where the folder's run is not the one that is asked for; of another code it may be */
export function requireSameRun(dir: string, plan: Plan, samples: SamplePolicy): CodeBefore {
  const held = readPlan(planFile(dir));
  if (held?.plan !== canonicalJson(structuredClone(plan))) {
    throw new HeirloomError(
      'plan-mismatch',
      `The folder ${dir} holds a run of another plan (see ${planFile(dir)}). Repeat the command that began it, give --add to add to it, or give another --out.`,
    );
  }
  if (held.samples !== samples) {
    throw new HeirloomError(
      'plan-mismatch',
      `Received --samples ${samples}, but the run in ${dir} was begun with --samples ${held.samples}, and one run's seeds keep their samples by one rule. Repeat the command with --samples ${held.samples}, or give another --out.`,
    );
  }
  return codeSchema.safeParse(held.code).data ?? null;
}

/** The plan as canonical JSON, the samples it was begun with, and its code; null where the file is no JSON. */
function readPlan(file: string): { readonly plan: string; readonly samples: string; readonly code: unknown } | null {
  const text = readFileSync(file, 'utf8');
  try {
    // Folders of earlier versions don't say whose samples they hold; without --samples it is the first seed's.
    const { samples = 'first', code, ...plan } = JSON.parse(text);
    return { plan: canonicalJson(plan), samples, code };
  } catch {
    return null;
  }
}
