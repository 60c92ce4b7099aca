/** The host interface under whatever a process that is past both walls could send: 20,000 messages. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Batch } from '#benchmarks/numerics/batch.ts';
import { originsOf, sourceOf, withOrigins } from '#benchmarks/numerics/origins.ts';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { SandboxFault } from '#benchmarks/runner/sandbox/fault.ts';
import { decodeFrame, encodeFrame, type Numbers } from '#benchmarks/runner/sandbox/frames.ts';
import { LentBatches } from '#benchmarks/runner/sandbox/lent-batches.ts';
import { parseCall } from '#benchmarks/runner/sandbox/messages.ts';

const M = 10;
const numbers: fc.Arbitrary<Numbers> = fc.oneof(
  fc.array(fc.integer({ min: -3, max: 14 }), { maxLength: 12 }).map((values) => Int32Array.from(values)),
  fc.array(fc.double({ min: -3, max: 3 }), { maxLength: 12 }).map((values) => Float64Array.from(values)),
  fc.uint8Array({ maxLength: 12 }),
);
const name = fc.constantFrom('h0', 'h1', 'h2', 'm1', 'm2', 'm3', 'h9');
const wild = fc.oneof(
  fc.anything({ maxDepth: 2 }),
  fc.integer(),
  fc.constantFrom(1e9, -1, 0.5, Number.NaN, '__proto__'),
);
const count = fc.oneof(fc.nat({ max: 15 }), fc.constantFrom(1e9, 2 ** 40));
const node = fc.oneof(
  fc.record({ make: fc.constant('take'), id: name, of: name, indices: fc.nat({ max: 3 }) }),
  fc.record({ make: fc.constant('concat'), id: name, of: fc.array(name, { minLength: 1, maxLength: 4 }) }),
  fc.record({ make: fc.constant('head'), id: name, of: name, units: count }),
  fc.record({ make: fc.constant('weights'), id: name, of: name, weights: fc.nat({ max: 3 }) }),
  fc.record({ make: fc.constant('data'), id: name, of: name, values: fc.nat({ max: 3 }) }),
  fc.record({ make: wild, id: wild, of: wild }),
);
const op = fc.constantFrom('read', 'sizes', 'settle', 'offsets', 'labels', 'log-density', 'keep', 'verify', 'exit');
const message = fc.record({
  type: fc.constant('call'),
  op,
  define: fc.array(node, { maxLength: 4 }),
  batch: fc.option(fc.oneof(name, wild), { nil: undefined }),
});

/** Two batches of rows and one of sequences, each example of an origin of its own. */
function lentOnes() {
  const lent = new LentBatches({ generation: 1, totalSize: M, shape: { kind: 'rows', width: 1 } });
  const rows = (from: number) =>
    withOrigins(
      Batch.rows(
        Float64Array.from({ length: M }, (_, i) => from + i),
        1,
      ),
      Int32Array.from({ length: M }, (_, i) => from + i),
    );
  lent.give(rows(0));
  lent.give(rows(M));
  lent.give(
    withOrigins(Batch.sequences(Int32Array.of(0, 1, 2, 3), Int32Array.of(0, 1, 4)), Int32Array.of(2 * M, 2 * M + 1)),
  );
  return lent;
}

const isRefusal = (error: unknown): boolean =>
  error instanceof SandboxFault || error instanceof HeirloomError || error instanceof RangeError;

describe('whatever is sent', () => {
  test('is refused in words, or makes batches of examples that were lent, within bounds', () => {
    fc.assert(
      fc.property(message, fc.array(numbers, { maxLength: 4 }), (sent, arrays) => {
        const lent = lentOnes();
        const made: string[] = [];
        try {
          const call = parseCall(JSON.parse(JSON.stringify(sent)));
          for (const recipe of call.define) {
            if (!('of' in recipe) || recipe.make === 'kept') continue;
            lent.make(recipe, arrays);
            made.push(recipe.id);
          }
          if (call.op === 'read') lent.show(call.batch);
        } catch (error) {
          if (!isRefusal(error)) throw error;
        }
        for (const id of made) {
          const batch = lent.get(id);
          expect(batch.units).toBeLessThanOrEqual(102 * M);
          for (const origin of originsOf(batch)) {
            expect(sourceOf(origin)).toBeGreaterThanOrEqual(0);
            expect(sourceOf(origin)).toBeLessThanOrEqual(2 * M + 1);
          }
        }
      }),
      { numRuns: 20_000 },
    );
  });

  test('as bytes is refused in words, or is a frame', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(), (bytes, at) => {
        const frame = Buffer.from(encodeFrame({ header: { type: 'call' }, arrays: [Int32Array.of(1, 2)] }));
        for (const [i, byte] of bytes.entries()) frame[(at + i) % frame.length] = byte;
        for (const body of [frame, Buffer.from(bytes)]) {
          try {
            decodeFrame(body);
          } catch (error) {
            expect(error instanceof RangeError || error instanceof SyntaxError).toBe(true);
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('comes through a frame as it was', () => {
    fc.assert(
      fc.property(fc.array(numbers, { maxLength: 4 }), fc.string(), (arrays, text) => {
        const { header, arrays: read } = decodeFrame(Buffer.from(encodeFrame({ header: { text }, arrays })));
        expect(header).toEqual({ text });
        expect(read).toEqual(arrays);
      }),
      { numRuns: 500 },
    );
  });
});
