/** The made-up world of `facts` and `facts-counts`. */
import { describe, expect, it } from 'vitest';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { ask, QUESTIONS, spell, tell, understand, WORDS } from '#benchmarks/suite/facts/sentences.ts';
import {
  drawPeople,
  HOME_SHARE,
  meanByDecile,
  OPTIONS,
  panelOf,
  regionOf,
  TRADE,
  trueValue,
} from '#benchmarks/suite/shared/people.ts';
import { ATTRIBUTES, decileOf, MOST_PEOPLE, OPTION_COUNTS, zipf } from '#benchmarks/suite/shared/people-form.ts';
import { namesOfPeople, namesOfPlaces } from '#benchmarks/suite/shared/people-names.ts';

const COUNT = 2_000;
const world = drawPeople(COUNT, 0.75, new Stream('test/people/1'));

describe('a world of people', () => {
  it('has as many values of each attribute as its form says', () => {
    expect(OPTIONS.map((options) => new Set(options).size)).toEqual(OPTION_COUNTS);
  });

  it('is another for each seed, and the same for the same', () => {
    const other = drawPeople(COUNT, 0.75, new Stream('test/people/2'));
    expect(drawPeople(COUNT, 0.75, new Stream('test/people/1'))).toEqual(world);
    expect(other.values).not.toEqual(world.values);
    expect(other.byPopularity).not.toEqual(world.byPopularity);
    expect([other.regionOfPlace, other.regionOfTrade]).not.toEqual([world.regionOfPlace, world.regionOfTrade]);
  });

  it('has the popularity of Zipf’s law, whoever has which', () => {
    // 2 ** -0.75, in Python
    expect((zipf(COUNT, 0.75)[1] as number) / (zipf(COUNT, 0.75)[0] as number)).toBeCloseTo(0.5946035575013605, 12);
    expect([...zipf(4, 0)]).toEqual([0.25, 0.25, 0.25, 0.25]);
    expect([...world.byPopularity].map((person) => world.popularity[person])).toEqual([...zipf(COUNT, 0.75)]);
    expect([...world.byPopularity].sort((a, b) => a - b)).toEqual(Array.from({ length: COUNT }, (_, i) => i));
  });

  it('has its skew, and values of every kind', () => {
    let home = 0;
    for (let person = 0; person < COUNT; person++) {
      for (const [attribute, options] of OPTION_COUNTS.entries())
        expect(trueValue(world, person, attribute)).toBeLessThan(options);
      if (world.regionOfTrade[trueValue(world, person, TRADE)] === regionOf(world, person)) home++;
    }
    // Four standard deviations of a binomial share.
    expect(Math.abs(home / COUNT - HOME_SHARE)).toBeLessThan(4 * Math.sqrt((0.7 * 0.3) / COUNT));
    expect(
      [world.regionOfPlace, world.regionOfTrade].map((regions) => regions.filter((region) => region).length),
    ).toEqual([20, 10]);
  });

  it('has ten tenths of equally many people, and tells of some of each', () => {
    expect([0, 199, 200, 1_999].map((rank) => decileOf(rank, COUNT))).toEqual([0, 0, 1, 9]);
    const ranks = Float64Array.from({ length: COUNT });
    for (const [rank, person] of world.byPopularity.entries()) ranks[person] = rank;
    expect(meanByDecile(world, ranks)).toEqual([
      99.5, 299.5, 499.5, 699.5, 899.5, 1_099.5, 1_299.5, 1_499.5, 1_699.5, 1_899.5,
    ]);
    const panel = panelOf(world).map((person) => ranks[person] as number);
    expect(panel.slice(0, 5)).toEqual([40, 440, 840, 1_240, 1_640]);
    expect(new Set(panel).size).toBe(25);
  });

  it('has names that can be told apart: two words each', () => {
    const names = namesOfPeople(MOST_PEOPLE);
    expect(new Set(names).size).toBe(names.length);
    expect(names.every((name) => /^[A-Z][a-z]+ [A-Z][a-z]+$/.test(name))).toBe(true);
    expect(new Set(namesOfPlaces(40)).size).toBe(40);
  });
});

describe('sentences', () => {
  const rng = new Stream('test/sentences');

  it('are told in all templates but those that are asked in', () => {
    for (let attribute = 0; attribute < ATTRIBUTES.length; attribute++) {
      const told = new Set(Array.from({ length: 1_000 }, () => tell(7, attribute, 3, rng).slice(1, 3).join()));
      const asked = Array.from({ length: QUESTIONS }, (_, question) => ask(7, attribute, question).slice(1).join());
      expect(told.size).toBe(10);
      expect(asked.filter((template) => told.has(template))).toEqual([]);
    }
  });

  it('say what they were made of, and what is none says nothing', () => {
    for (const [attribute, options] of OPTION_COUNTS.entries())
      for (const value of [0, options - 1])
        expect(understand(tell(7, attribute, value, rng))).toEqual({ person: 7, attribute, value });
    const [person, aside, cue, value] = tell(7, 0, 3, rng) as [number, number, number, number];
    const place = tell(7, 1, 3, rng)[3] as number;
    for (const row of [
      [person, aside, cue, place],
      [person, cue, aside, value],
      [person, aside, value, cue],
    ])
      expect(understand(row)).toBeNull();
  });

  it('read as people write, the person first', () => {
    const name = namesOfPeople(COUNT)[7] as string;
    const said = spell([WORDS.length + 7, 0, 4, WORDS.indexOf('1834')], COUNT);
    expect(said).toBe(`${name}, it is said, was born in 1834.`);
    expect(spell([WORDS.length + 7, WORDS.indexOf('1834'), 0, 4], COUNT)).toBe(
      `${name} 1834 , it is said, was born in.`,
    );
  });
});
