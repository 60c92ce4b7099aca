import { describe, expect, it } from 'vitest';
import { formatSpec, parseSpec, unwritableParameter } from '#benchmarks/protocol/spec.ts';

const part = (passed: Record<string, string | number | boolean>) => [{ id: 'my-strategy', passed }];

describe('a parameter that no specification can say', () => {
  it.each([
    [{ a: 'b+c' }, '"+" before a letter joins two strategies'],
    [{ a: 'b,c' }, 'it has a ","'],
    [{ a: 'b:c' }, 'it has a ":"'],
    [{ a: 'b c' }, 'it has a space'],
    [{ a: '' }, 'it is empty'],
    [{ a: '0.1' }, 'written, it reads as the number 0.1, and it is a string'],
    [{ a: 'true' }, 'written, it reads as the boolean true, and it is a string'],
    [{ 'a=b': 1 }, 'its name has to be letters and digits that begin with a letter'],
  ])('%j', (passed, reason) => {
    expect(unwritableParameter(part(passed))).toEqual({ part: 0, name: Object.keys(passed)[0], reason });
  });

  it('is none of those that come back as they were', () => {
    const values = [0.1, 1e-7, 1e21, -3, true, false, 'unbiased', 'a=b', 'b+3', 'a/b', '1.2.3'];
    for (const value of values) {
      const parts = part({ a: value });
      expect(unwritableParameter(parts)).toBeNull();
      expect(parseSpec(formatSpec(parts))).toEqual(parts);
    }
  });
});
