import { describe, expect, it } from 'vitest';
import { openAddon } from '#benchmarks/numerics/engine/native/addon.ts';
import { firstDifference, type Opened } from '#benchmarks/numerics/engine/native/agreement.ts';
import { CASES } from '#benchmarks/numerics/engine/native/cases.ts';
import { compileAddon } from '#benchmarks/numerics/engine/native/compile.ts';
import { targetsHere } from '#benchmarks/numerics/engine/native/target.ts';
import { openModule } from '#benchmarks/numerics/engine/wasm/kernels.ts';
import { compilePortable, compileRelaxed } from '#benchmarks/numerics/engine/wasm/modules.ts';

const openPortable: Opened = (memory) => openModule(compilePortable(), memory);
const relaxed = compileRelaxed();
const openWasm: Opened = relaxed === null ? openPortable : (memory) => openModule(relaxed, memory);

/** Every native build: its file, or why it can't be here. */
const builds = targetsHere().map((target) => {
  const compiled = target.lack ?? compileAddon(target);
  return typeof compiled === 'string'
    ? { id: target.id, file: null, name: `${target.id} (skipped: ${compiled})` }
    : { id: target.id, file: compiled.file, name: target.id };
});

describe('the cases', () => {
  it('are of every kernel', () => {
    const kernels = Object.keys(openPortable(new WebAssembly.Memory({ initial: 1 })));
    // The first says a build's own size; the second is arithmetic of WebAssembly's build, which also hands on its memory.
    const others = ['matrixProductScratch', 'attentionScratch', 'memory'];
    expect(Object.keys(CASES).sort()).toEqual(kernels.filter((name) => !others.includes(name)).sort());
  });

  it.each(Object.keys(CASES) as (keyof typeof CASES)[])('show one wrong bit of %s', (kernel) => {
    /** Its result is one unit in the last place off, in memory or as it is returned. */
    const openWrong: Opened = (memory) => {
      const exports = openWasm(memory);
      const wrong = (...args: number[]): number => {
        const before = new Int32Array(memory.buffer).slice();
        const answer = (exports[kernel] as (...values: number[]) => number)(...args);
        const after = new Int32Array(memory.buffer);
        const place = after.findIndex((bits, i) => bits !== before[i] && (bits & 0x7f800000) !== 0x7f800000);
        if (place < 0) return answer + 2 ** -20;
        after[place] = (after[place] as number) ^ 1;
        return answer;
      };
      return { ...exports, [kernel]: wrong };
    };
    expect(firstDifference(openWasm, openWrong, { path: 'test/wrong', times: 8, size: 20 })).toMatch(`${kernel}(`);
  });
});

describe.each(builds)('$name', ({ id, file }) => {
  it.skipIf(file === null)('computes the bits of WebAssembly: small shapes', () => {
    const open: Opened = (memory) => openAddon(file as string, memory);
    expect(firstDifference(openWasm, open, { path: `test/${id}/small`, times: 150, size: 24 })).toBeNull();
  });

  it.skipIf(file === null)('computes the bits of WebAssembly: shapes beyond its tiles and blocks', () => {
    const open: Opened = (memory) => openAddon(file as string, memory);
    expect(firstDifference(openWasm, open, { path: `test/${id}/large`, times: 40, size: 210 })).toBeNull();
  });

  it.skipIf(file === null)('goes on in memory that has grown', () => {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 4096 });
    const { reluGradient } = openAddon(file as string, memory);
    const compute = (address: number): number[] => {
      const [y, dy, dx] = [0, 64, 128].map((offset) => new Float32Array(memory.buffer, address + offset, 3));
      y?.set([1, -1, 2]);
      dy?.set([5, 6, 7]);
      reluGradient(3, address, address + 64, address + 128);
      return Array.from(dx as Float32Array);
    };
    expect(compute(1024)).toEqual([5, 0, 7]);
    const before = memory.buffer;
    memory.grow(2000);
    expect(memory.buffer).not.toBe(before);
    expect(compute(65536 * 1990)).toEqual([5, 0, 7]);
  });
});

it.skipIf(relaxed === null)('both builds of WebAssembly compute the same bits', () => {
  expect(firstDifference(openPortable, openWasm, { path: 'test/portable', times: 12, size: 60 })).toBeNull();
});
