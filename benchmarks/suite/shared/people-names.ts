/**
 * How people, places and trades read. The names are the same in all worlds and mean nothing: who is popular, what is true of whom, and
 * which places and trades lie in which region, each seed draws.
 */
import { Stream } from '../../numerics/stream.ts';

export const TRADES: readonly string[] = [
  'baker',
  'carpenter',
  'cooper',
  'dyer',
  'fisher',
  'glazier',
  'hatter',
  'joiner',
  'mason',
  'miller',
  'miner',
  'potter',
  'printer',
  'saddler',
  'sailor',
  'smith',
  'tailor',
  'tanner',
  'weaver',
  'wheelwright',
];

const ONSETS = ['b', 'd', 'f', 'g', 'h', 'j', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'z', 'br', 'dr', 'st', 'tr'];
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ai', 'ea', 'ou'];
const CODAS = ['', '', 'n', 'l', 'r', 's', 'm', 'k'];
const TOWNS = ['by', 'ford', 'ton', 'wick'];

let people: readonly string[] = [];

/** A given and a family name each, no two alike; the first of a longer list are those of a shorter one. */
export function namesOfPeople(count: number): readonly string[] {
  if (people.length < count) {
    const rng = new Stream('heirloom/people/names');
    people = drawDifferent(count, () => `${drawWord(1 + rng.int(2), rng)} ${drawWord(2, rng)}`);
  }
  return people;
}

export function namesOfPlaces(count: number): readonly string[] {
  const rng = new Stream('heirloom/people/places');
  return drawDifferent(count, () => drawWord(1 + rng.int(2), rng) + pick(TOWNS, rng));
}

const pick = (from: readonly string[], rng: Stream): string => from[rng.int(from.length)] as string;

function drawWord(syllables: number, rng: Stream): string {
  let word = '';
  for (let i = 0; i < syllables; i++) word += pick(ONSETS, rng) + pick(VOWELS, rng);
  word += pick(CODAS, rng);
  return (word[0] as string).toUpperCase() + word.slice(1);
}

function drawDifferent(count: number, draw: () => string): readonly string[] {
  const found = new Set<string>();
  while (found.size < count) found.add(draw());
  return [...found];
}
