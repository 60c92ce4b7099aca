/** Checks which strategy a record is of. One that this checkout doesn't have is taken at its word, with a warning. */
import { type BenchmarkCard, fitsTwice, missingCapability, type StrategyCard } from '../protocol/card.ts';
import { canonicalJson } from '../protocol/digest.ts';
import { HeirloomError } from '../protocol/errors.ts';
import type { Params } from '../protocol/ids.ts';
import { OUTSIDE_LABEL } from '../protocol/outside.ts';
import type { RunRecord, StrategyPart } from '../protocol/record.ts';
import { joinRegimes, REPLACE_REGIME, type Regime } from '../protocol/regime.ts';
import { formatSpec, parseSpec, unwritableParameter } from '../protocol/spec.ts';
import { printable } from '../protocol/unprintable.ts';
import { STRATEGIES } from '../strategies/catalog.ts';
import { checkModule } from './check-module.ts';
import { at, type FileCheck, show, showBoth } from './findings.ts';
import { checkSchema } from './schema-problems.ts';

export interface CheckedStrategy {
  /** False where a part is none of this checkout's: then nothing but the ledger speaks about what it did. */
  readonly isKnown: boolean;
  /** The least regime that the known parts have together. */
  readonly regime: Regime;
  /** Whether training examples may be weighted. */
  readonly mayWeight: boolean;
  /** Whether a learner may be fitted more than once in a generation. */
  readonly mayFitTwice: boolean;
}

/** What is known of the strategy, or null where a known part is wrong. */
export function checkStrategy(
  strategy: RunRecord['strategy'],
  benchmark: BenchmarkCard | null,
  check: FileCheck,
): CheckedStrategy | null {
  const { file, findings } = check;
  const problemsBefore = findings.problems.length;
  if (strategy.outside !== undefined)
    findings.warn(
      at(file, 'strategy', 'outside'),
      `${OUTSIDE_LABEL}: the strategy was a process of its own ("${printable(strategy.outside.command, 100)}"), which may remember more than its division allows`,
    );
  checkSpec(strategy, check);
  const ofModule = checkModule(strategy, check);
  let checked: CheckedStrategy = { isKnown: true, regime: REPLACE_REGIME, mayWeight: false, mayFitTwice: false };
  for (const [index, part] of strategy.parts.entries()) {
    const card = strategy.module
      ? (ofModule ?? undefined)
      : STRATEGIES.find((entry) => entry.card.id === part.id)?.card;
    if (card === undefined) {
      checkUnknownPart(part, index, check);
      checked = { ...checked, isKnown: false, mayWeight: true, mayFitTwice: true };
      continue;
    }
    const resolved = checkKnownPart(part, card, index, check);
    if (resolved === null) continue;
    checked = {
      isKnown: checked.isKnown,
      regime: joinRegimes(checked.regime, card.regime(resolved)),
      mayWeight: checked.mayWeight || card.needs(resolved).includes('weights'),
      mayFitTwice: checked.mayFitTwice || fitsTwice(card, resolved),
    };
    const missing = benchmark === null ? null : missingCapability(card, resolved, benchmark);
    if (missing !== null) {
      findings.add(
        at(file, 'strategy', 'parts', index, 'id'),
        `${part.id} needs "${missing}", which ${benchmark?.id} does not have; such a run is not applicable and has no record`,
      );
    }
  }
  return findings.problems.length > problemsBefore ? null : checked;
}

function checkSpec({ spec, parts }: RunRecord['strategy'], { file, findings }: FileCheck): void {
  const place = at(file, 'strategy', 'spec');
  const unwritable = unwritableParameter(parts);
  if (unwritable !== null) {
    const { part, name, reason } = unwritable;
    findings.add(
      at(file, 'strategy', 'parts', part, 'passed', name),
      `received ${show(parts[part]?.passed[name])}; expected a value that a specification can say: ${reason}. Give the strategy another name or value for it`,
    );
    return;
  }
  const fault = specFault(spec);
  if (fault !== null) {
    findings.add(place, fault);
    return;
  }
  const parsed = parseSpec(spec).map(({ id, passed }) => ({ id, passed }));
  const stated = parts.map(({ id, passed }) => ({ id, passed }));
  if (canonicalJson(parsed) !== canonicalJson(stated)) {
    // Whole: what differs may stand at the end.
    findings.add(
      place,
      `received "${printable(spec, 500)}"; expected "${printable(formatSpec(stated), 500)}", as the ids and passed parameters of the parts say`,
    );
  }
}

/** Why a text is no canonical specification, or null. */
export function specFault(spec: string): string | null {
  try {
    const canonical = formatSpec(parseSpec(spec));
    return canonical === spec ? null : `received ${show(spec)}; expected the canonical form "${canonical}"`;
  } catch (error) {
    if (error instanceof HeirloomError) return error.message;
    throw error;
  }
}

function checkKnownPart(
  part: StrategyPart,
  card: Pick<StrategyCard, 'id' | 'version' | 'params'>,
  index: number,
  { file, findings }: FileCheck,
): Params | null {
  const steps = ['strategy', 'parts', index];
  if (part.version !== card.version) {
    findings.add(
      at(file, ...steps, 'version'),
      `received ${part.version}; expected ${card.version}, the version of ${card.id} here`,
    );
    return null;
  }
  const resolved = checkSchema(card.params, part.passed, {
    file,
    findings,
    steps: [...steps, 'passed'],
  }) as Params | null;
  if (resolved === null) return null;
  for (const name of new Set([...Object.keys(resolved), ...Object.keys(part.resolved)])) {
    const expected = Object.hasOwn(resolved, name) ? resolved[name] : undefined;
    const received = Object.hasOwn(part.resolved, name) ? part.resolved[name] : undefined;
    if (received === expected) continue;
    const [shown, wanted] = showBoth(received, expected);
    findings.add(
      at(file, ...steps, 'resolved', name),
      `received ${shown}; expected ${wanted}, as the passed parameters give`,
    );
  }
  return resolved;
}

function checkUnknownPart(part: StrategyPart, index: number, { file, findings }: FileCheck): void {
  const steps = ['strategy', 'parts', index];
  findings.warn(
    at(file, ...steps, 'id'),
    `"${part.id}" is no strategy of this checkout: its regime is taken as declared, and it can't be run again here`,
  );
  for (const [name, value] of Object.entries(part.passed)) {
    if (Object.hasOwn(part.resolved, name) && part.resolved[name] === value) continue;
    findings.add(
      at(file, ...steps, 'resolved', name),
      `expected ${show(value)}, as it was passed; the resolved parameters hold the passed ones and the defaults`,
    );
  }
}

/** Checks the declared regime against the strategies' cards; of a new strategy it may be more than its known parts have. */
export function checkRegime(regime: Regime, strategy: CheckedStrategy, { file, findings }: FileCheck): void {
  const expected = strategy.isKnown ? strategy.regime : joinRegimes(regime, strategy.regime);
  for (const name of Object.keys(expected) as (keyof Regime)[]) {
    if (regime[name] === expected[name]) continue;
    findings.add(
      at(file, 'regime', name),
      `received "${regime[name]}"; expected "${expected[name]}", as the strategy's card says`,
    );
  }
}
