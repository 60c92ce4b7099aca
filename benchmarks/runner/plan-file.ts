/** `plan.json`: what an output folder was begun for, and by which code its runs are being made. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '../protocol/digest.ts';
import { HeirloomError } from '../protocol/errors.ts';
import type { Plan, SamplePolicy } from './plan.ts';
import type { PlannedCode } from './run-code.ts';

const PLAN_FILE = 'plan.json';

export const planFile = (dir: string): string => join(dir, PLAN_FILE);

export function formatPlan(plan: Plan, samples: SamplePolicy, code: PlannedCode): string {
  return `${canonicalJson(structuredClone({ ...plan, samples, code }))}\n`;
}

/** What a resumed run knows of the code of the run before; null where that did not keep it. */
export type CodeBefore = Pick<PlannedCode, 'files' | 'packages'> | null;

const codeSchema = z.object({ files: z.record(z.string(), z.string()), packages: z.array(z.string()) });

/** @throws plan-mismatch where the folder's run is not the one that is asked for; of another code it may be */
export function requireSameRun(dir: string, plan: Plan, samples: SamplePolicy): CodeBefore {
  const held = readPlan(planFile(dir));
  if (held?.plan !== canonicalJson(structuredClone(plan))) {
    throw new HeirloomError(
      'plan-mismatch',
      `The folder ${dir} holds a run of another plan (see ${planFile(dir)}). Repeat the command that began it, or give another --out.`,
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
