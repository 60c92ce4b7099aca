/** Asks a model about everybody, in templates that nobody was told of in, and looks at what it answers. */
import type { TellerLearner, TellerModel } from '../../learners/teller/learner.ts';
import { Batch } from '../../numerics/batch.ts';
import { meanByDecile, type People, regionOf, TRADE, trueValue } from '../shared/people.ts';
import { ATTRIBUTES } from '../shared/people-form.ts';
import { ask, LENGTH, QUESTIONS, valueRange, WORDS } from './sentences.ts';

/** What a model answers; means over people of a tenth stand in the order of popularity. */
export interface Answers {
  /** Probability of the truth `[10]`. */
  readonly accuracy: readonly number[];
  /** Probability of a value of the right kind that isn't true `[10]`. */
  readonly plausible: readonly number[];
  /** How often the most probable answer is true `[10]`. */
  readonly greedy: readonly number[];
  /** Share of the facts whose most probable answers differ between templates. */
  readonly contradicting: number;
  /** Of the probability on trades the part on those at home in the region where a person was born, mean over people. */
  readonly homeShare: number;
  /** Share of the people whose most probable trade is one at home there. */
  readonly greedyHomeShare: number;
}

/** People that are asked about at once: their answers are kept no longer than it takes to count them. */
const AT_ONCE = 256;

export function askAll(learner: TellerLearner, model: TellerModel, people: People): Answers {
  const { count } = people;
  const [accuracy, plausible, greedy] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  let [contradicting, home, greedyHome] = [0, 0, 0];
  const each = 1 / (ATTRIBUTES.length * QUESTIONS);
  const add = (to: Float64Array, person: number, value: number): void => {
    to[person] = (to[person] as number) + each * value;
  };
  for (let first = 0; first < count; first += AT_ONCE) {
    const asked = Array.from({ length: Math.min(AT_ONCE, count - first) }, (_, i) => first + i);
    for (let attribute = 0; attribute < ATTRIBUTES.length; attribute++) {
      const prompts = asked.flatMap((person) =>
        Array.from({ length: QUESTIONS }, (_, question) => ask(person, attribute, question)),
      );
      const answers = learner.ask(model, Batch.rows(Float64Array.from(prompts.flat()), LENGTH - 1));
      const [from, to] = valueRange(attribute);
      for (const [i, person] of asked.entries()) {
        const truth = from + trueValue(people, person, attribute);
        const said = new Set<number>();
        for (let question = 0; question < QUESTIONS; question++) {
          const at = (i * QUESTIONS + question) * WORDS.length;
          const row = answers.subarray(at, at + WORDS.length);
          const right = row[truth] as number;
          const most = mostProbable(row);
          said.add(most);
          add(accuracy, person, right);
          add(plausible, person, massOf(row, from, to) - right);
          add(greedy, person, most === truth ? 1 : 0);
          if (attribute !== TRADE) continue;
          const isHome = homeTrades(people, person);
          home += homeMass(row.subarray(from, to), isHome) / (count * QUESTIONS);
          greedyHome += (isHome(mostProbable(row.subarray(from, to))) ? 1 : 0) / (count * QUESTIONS);
        }
        if (said.size > 1) contradicting += 1 / (count * ATTRIBUTES.length);
      }
    }
  }
  return {
    accuracy: meanByDecile(people, accuracy),
    plausible: meanByDecile(people, plausible),
    greedy: meanByDecile(people, greedy),
    contradicting,
    homeShare: home,
    greedyHomeShare: greedyHome,
  };
}

/** Whether a trade is at home in the region where a person was born. */
export function homeTrades(people: People, person: number): (trade: number) => boolean {
  const region = regionOf(people, person);
  return (trade) => people.regionOfTrade[trade] === region;
}

function homeMass(trades: Float32Array, isHome: (trade: number) => boolean): number {
  let [all, home] = [0, 0];
  for (const [trade, mass] of trades.entries()) {
    all += mass;
    if (isHome(trade)) home += mass;
  }
  return home / all;
}

function massOf(row: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += row[i] as number;
  return sum;
}

/** The first where several are the most probable. */
function mostProbable(row: Float32Array): number {
  let most = 0;
  for (let i = 1; i < row.length; i++) if ((row[i] as number) > (row[most] as number)) most = i;
  return most;
}
