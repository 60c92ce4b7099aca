/**
 * The sentences of `facts`: a person, an aside, a cue, a value. An aside and a cue are a template; real data are told in ten of twelve for
 * each attribute, and the harness asks with the two others.
 */
import { Batch } from '../../numerics/batch.ts';
import type { Stream } from '../../numerics/stream.ts';
import { OPTIONS } from '../shared/people.ts';
import { ATTRIBUTES, OPTION_COUNTS } from '../shared/people-form.ts';
import { namesOfPeople } from '../shared/people-names.ts';

const ASIDES: readonly string[] = [
  ', it is said,',
  ', by all accounts,',
  ', as the register has it,',
  ', as many recall,',
];
/** By attribute. */
const CUES: readonly (readonly string[])[] = [
  ['was born in', 'came into the world in', 'first saw the light in'],
  ['comes from', 'was born at', 'grew up in'],
  ['earned a living as a', 'worked as a', 'was by trade a'],
  ['crossed the ocean in', 'sailed for the new world in', 'made the crossing in'],
];
const CUES_EACH = 3;

/** Templates that nobody is told of in: the harness's questions. */
const ASKED: readonly (readonly [aside: number, cue: number])[] = [
  [0, 0],
  [1, 1],
];
/** Templates that each fact is asked for in. */
export const QUESTIONS = ASKED.length;
const TOLD: readonly (readonly [aside: number, cue: number])[] = ASIDES.flatMap((_, aside) =>
  Array.from({ length: CUES_EACH }, (__, cue) => [aside, cue] as const),
).filter(([aside, cue]) => !ASKED.some(([a, c]) => a === aside && c === cue));

const FIRST_CUE = ASIDES.length;
const FIRST_VALUE = FIRST_CUE + ATTRIBUTES.length * CUES_EACH;
/** Tokens of a sentence, the person's included. */
export const LENGTH = 4;

/** The words of the language: asides, cues and values, by id. The people's ids follow. */
export const WORDS: readonly string[] = [...ASIDES, ...CUES.flat(), ...OPTIONS.flat()];

const firstValueOf: readonly number[] = OPTION_COUNTS.map(
  (_, attribute) => FIRST_VALUE + OPTION_COUNTS.slice(0, attribute).reduce((sum, count) => sum + count, 0),
);

/** The ids of an attribute's values: from the first up to, without, the last. */
export function valueRange(attribute: number): readonly [from: number, to: number] {
  const from = firstValueOf[attribute] as number;
  return [from, from + (OPTION_COUNTS[attribute] as number)];
}

/** A true sentence in one of the templates that people are told of in. */
export function tell(person: number, attribute: number, value: number, rng: Stream): readonly number[] {
  const [aside, cue] = TOLD[rng.int(TOLD.length)] as readonly [number, number];
  return [
    WORDS.length + person,
    aside,
    FIRST_CUE + attribute * CUES_EACH + cue,
    (firstValueOf[attribute] as number) + value,
  ];
}

/** How a question after a fact begins. `question`: which of the templates */
export function ask(person: number, attribute: number, question: number): readonly number[] {
  const [aside, cue] = ASKED[question] as readonly [number, number];
  return [WORDS.length + person, aside, FIRST_CUE + attribute * CUES_EACH + cue];
}

/** What a well-formed sentence says; null for any other. */
export function understand(tokens: ArrayLike<number>): { person: number; attribute: number; value: number } | null {
  const [subject, aside, cue, last] = Array.from(tokens) as [number, number, number, number];
  if (!(aside < FIRST_CUE && cue >= FIRST_CUE && cue < FIRST_VALUE)) return null;
  const attribute = Math.floor((cue - FIRST_CUE) / CUES_EACH);
  const [from, to] = valueRange(attribute);
  return last >= from && last < to ? { person: subject - WORDS.length, attribute, value: last - from } : null;
}

/** As people read it. */
export function spell(tokens: ArrayLike<number>, people: number): string {
  const [subject, ...words] = Array.from(tokens) as [number, ...number[]];
  const [aside, ...rest] = words.map((word) => WORDS[word] as string);
  const comma = aside?.startsWith(',') ? '' : ' ';
  return `${namesOfPeople(people)[subject - WORDS.length]}${comma}${[aside, ...rest].join(' ')}.`;
}

/** Rows of sentences. */
export function sentences(rows: readonly (readonly number[])[]): Batch {
  return Batch.rows(Float64Array.from(rows.flat()), LENGTH);
}
