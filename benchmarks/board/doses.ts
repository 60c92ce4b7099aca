/**
 * Dose and response: what entries of one family took of its one numeric parameter, so that scores can be drawn against it. Entries
 * that are equal in all other parameters are a line; where the parameter decides the share of real data, that share is the dose.
 */
import { groupBy } from '../protocol/group-by.ts';
import type { Params } from '../protocol/ids.ts';

type Value = Params[string];

export interface DoseEntry {
  readonly id: string;
  /** The strategies of its specification, with all parameters. */
  readonly parts: readonly { readonly id: string; readonly resolved: Params }[];
  /** Share of real data trained on, by count, in [0, 1]. */
  readonly realShare: number;
}

interface DosePoint {
  readonly id: string;
  /** The parameter's value. */
  readonly value: number;
  /** Where it stands on the axis: the share of real data in [0, 1], or the value. */
  readonly dose: number;
}

interface DoseLine {
  /** Parameters that its entries have in common and others of the family have not: `every=5`. Empty where there is one line. */
  readonly others: string;
  /** By the parameter's value, ascending; several entries may have one value. */
  readonly points: readonly DosePoint[];
}

export interface Doses {
  readonly parameter: string;
  readonly axis: 'real-share' | 'parameter';
  /** Those with the most doses first. */
  readonly lines: readonly DoseLine[];
}

/** Every parameter of a specification with its value; where two of its strategies name one alike, behind the strategy's id. */
export function namedParameters(parts: DoseEntry['parts']): [name: string, value: Value][] {
  const all = parts.flatMap(({ id, resolved }) =>
    Object.entries(resolved).map(([name, value]) => ({ id, name, value })),
  );
  return all.map(({ id, name, value }) => {
    const isShared = all.filter((other) => other.name === name).length > 1;
    return [isShared ? `${id} ${name}` : name, value];
  });
}

/**
 * The doses of a family's entries. The parameter is the one of which a line has the most values, of equal ones the first.
 * Null where no two entries differ in one number alone.
 */
export function dosesOf(entries: readonly DoseEntry[]): Doses | null {
  const members = entries.map((entry) => ({ entry, values: new Map(namedParameters(entry.parts)) }));
  const numeric = new Set(
    members.flatMap(({ values }) => [...values].flatMap(([name, value]) => (typeof value === 'number' ? [name] : []))),
  );
  const candidates = [...numeric].map((parameter) => ({ parameter, lines: linesBy(parameter, members) }));
  const best = candidates.reduce<(typeof candidates)[number] | null>(
    (found, one) => (found === null || dosesIn(one.lines[0]) > dosesIn(found.lines[0]) ? one : found),
    null,
  );
  const longest = best?.lines[0];
  if (best === null || longest === undefined || dosesIn(longest) < 2) return null;
  const shareOf = new Map(entries.map(({ id, realShare }) => [id, realShare]));
  const shares = new Set(longest.map(({ entry }) => brief(entry.realShare)));
  const axis = shares.size >= dosesIn(longest) ? 'real-share' : 'parameter';
  const varying = varyingBeside(best.parameter, members);
  return {
    parameter: best.parameter,
    axis,
    lines: best.lines.map((line) => ({
      others: varying.map((name) => `${name}=${line[0]?.values.get(name) ?? '–'}`).join(', '),
      points: line.map(({ entry: { id }, value }) => ({
        id,
        value,
        dose: axis === 'parameter' ? value : (shareOf.get(id) ?? 0),
      })),
    })),
  };
}

interface Member {
  readonly entry: DoseEntry;
  readonly values: ReadonlyMap<string, Value>;
}

type Line = readonly (Member & { readonly value: number })[];

/** Members that have a number there, in groups that are equal in all else, those with the most values first. */
function linesBy(parameter: string, members: readonly Member[]): Line[] {
  const dosed = members.flatMap((member) => {
    const value = member.values.get(parameter);
    return typeof value === 'number' ? [{ ...member, value }] : [];
  });
  const rest = ({ values }: Member): string =>
    JSON.stringify([...values].filter(([name]) => name !== parameter).sort(([a], [b]) => (a < b ? -1 : 1)));
  return [...groupBy(dosed, rest).values()]
    .map((line) => [...line].sort((a, b) => a.value - b.value))
    .sort((a, b) => dosesIn(b) - dosesIn(a));
}

const dosesIn = (line: Line = []): number => new Set(line.map(({ value }) => value)).size;

/** Shares are means of counts: equal ones may differ in the last digits. */
const brief = (share: number): number => Number(share.toPrecision(6));

/** The other parameters in which members differ. */
function varyingBeside(parameter: string, members: readonly Member[]): string[] {
  const names = new Set(members.flatMap(({ values }) => [...values.keys()]));
  return [...names].filter(
    (name) => name !== parameter && new Set(members.map(({ values }) => values.get(name))).size > 1,
  );
}
