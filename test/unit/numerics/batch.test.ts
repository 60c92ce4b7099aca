import { describe, expect, it } from 'vitest';
import { Batch } from '#benchmarks/numerics/batch.ts';
import { contentsOf, isRewritten, originsOf, sourceOf, stamp } from '#benchmarks/numerics/origins.ts';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';

const rows = (...values: number[]) => stamp(Batch.rows(Float64Array.from(values), 1), 7);
const sentences = () => stamp(Batch.sequences(Int32Array.of(1, 2, 3, 4), Int32Array.of(0, 3, 4)), 7);

/** What an error says, which has to be one of Heirloom's own. */
function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof HeirloomError && error.code === 'run-failed') return error.message;
    throw error;
  }
  return 'no error';
}

describe('rewritten examples', () => {
  it('keep origins and weights', () => {
    const rewritten = rows(1, 2)
      .withWeights(Float64Array.of(3, 4))
      .withData({ kind: 'rows', width: 1, values: Float64Array.of(5, 6) });
    expect([...rewritten.rowData.values]).toEqual([5, 6]);
    expect([...(rewritten.weights ?? [])]).toEqual([3, 4]);
    expect([...originsOf(rewritten)].map(sourceOf)).toEqual([7, 7]);
    expect([...originsOf(rewritten)].every(isRewritten)).toBe(true);
    expect(
      sentences().withData({ kind: 'sequences', tokens: Int32Array.of(9, 9, 9, 9), offsets: Int32Array.of(0, 3, 4) })
        .units,
    ).toBe(4);
  });

  it.each<[string, () => unknown, RegExp]>([
    [
      'a thousand for two',
      () => rows(1, 2).withData({ kind: 'rows', width: 1, values: new Float64Array(1000) }),
      /received 1000 rows of width 1; expected 2 rows of width 1.*take, filter or Batch.concat/,
    ],
    [
      'fewer',
      () => rows(1, 2).withData({ kind: 'rows', width: 1, values: new Float64Array(1) }),
      /received 1 rows of width 1; expected 2/,
    ],
    [
      'another width',
      () => rows(1, 2).withData({ kind: 'rows', width: 2, values: new Float64Array(4) }),
      /received 2 rows of width 2; expected 2 rows of width 1/,
    ],
    [
      'another kind',
      () => rows(1, 2).withData({ kind: 'pixels', width: 1, values: new Uint8Array(2) }),
      /received 2 pixels of width 1; expected 2 rows/,
    ],
    [
      'longer sequences',
      () =>
        sentences().withData({
          kind: 'sequences',
          tokens: new Int32Array(2000),
          offsets: Int32Array.of(0, 1000, 2000),
        }),
      /received 2 sequences of 2000 tokens; expected 2 sequences of 4 tokens/,
    ],
    [
      'tokens beyond the last sequence',
      () => sentences().withData({ kind: 'sequences', tokens: new Int32Array(2000), offsets: Int32Array.of(0, 3, 4) }),
      /of 2000 tokens; expected 2 sequences of 4 tokens/,
    ],
    [
      'tokens moved from one sequence to another',
      () => sentences().withData({ kind: 'sequences', tokens: new Int32Array(4), offsets: Int32Array.of(0, 1, 4) }),
      /received offset 1 at 1; expected 3: rewriting keeps the length of every sequence/,
    ],
  ])('are refused: %s', (_, act, message) => {
    expect(refusal(act)).toMatch(message);
  });
});

describe('weights', () => {
  it.each<[string, number[], RegExp]>([
    ['negative', [1, -0.5], /received -0.5 for example 1; expected weights that are finite and not negative/],
    ['NaN', [Number.NaN, 1], /received NaN for example 0/],
    ['infinite', [1, Number.POSITIVE_INFINITY], /received Infinity for example 1/],
    ['all zero', [0, 0], /received 0 for all 2 examples; expected at least one weight above 0/],
    ['too few', [1], /received 1 weights for 2 examples; expected one for each/],
  ])('are refused: %s', (_, weights, message) => {
    expect(refusal(() => rows(1, 2).withWeights(Float64Array.from(weights)))).toMatch(message);
  });

  it('may be 0 for some, and none of nothing', () => {
    expect([...(rows(1, 2).withWeights(Float64Array.of(0, 2)).weights ?? [])]).toEqual([0, 2]);
    expect(rows().withWeights(new Float64Array()).count).toBe(0);
  });

  it('are a copy of what was given', () => {
    const given = Float64Array.of(1, 2);
    const weighted = rows(1, 2).withWeights(given);
    given[0] = -9;
    expect([...(weighted.weights ?? [])]).toEqual([1, 2]);
  });
});

describe('what a strategy holds', () => {
  it('has no origins to write or read', () => {
    const batch: object = rows(1, 2);
    expect(Object.getOwnPropertyNames(batch).sort()).toEqual(['count', 'data', 'weights']);
    expect('origins' in batch || 'stamp' in batch || 'restore' in Batch).toBe(false);
  });

  it('can’t be given other data or another count', () => {
    const batch = rows(1, 2) as { data: object; count: number };
    expect(() => Object.assign(batch, { count: 1000 })).toThrow(TypeError);
    expect(() => Object.assign(batch, { data: rows(1).data })).toThrow(TypeError);
    expect(() => Object.assign(batch.data, { values: new Float64Array(1000) })).toThrow(TypeError);
  });

  it('shows copies where it is lent, and so does what is made from it', () => {
    const data = rows(1, 2).rowData;
    const lent = Batch.lent(data, Float64Array.of(3, 4));
    lent.rowData.values.fill(99);
    lent.weights?.fill(99);
    for (const made of [
      lent.take([0, 1]),
      Batch.concat([lent, rows(3)]).head(2),
      lent.withWeights(new Float64Array(2).fill(1)),
    ]) {
      expect([...made.rowData.values]).toEqual([1, 2]);
      made.rowData.values.fill(99);
    }
    expect(contentsOf(lent.take([0, 1])).data).toMatchObject({ values: Float64Array.of(1, 2) });
    expect([...(lent.take([1]).weights ?? [])]).toEqual([4]);
    expect([...data.values]).toEqual([1, 2]);
  });

  it('is made of whole examples', () => {
    expect(() => Batch.rows(new Float64Array(5), 2)).toThrow('whole examples');
  });
});
