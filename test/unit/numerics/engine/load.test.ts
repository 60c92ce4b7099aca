import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import util from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { resolveEngine } from '#benchmarks/numerics/engine/load.ts';
import { loadTfjsNode } from '#benchmarks/numerics/engine/load-tfjs-node.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A `require` from a folder where tfjs-node is a file with this text, or is not there. */
function requireFrom(text: string | null): NodeJS.Require {
  const folder = mkdtempSync(path.join(tmpdir(), 'heirloom-tfjs-node-'));
  folders.push(folder);
  if (text !== null) {
    const home = path.join(folder, 'node_modules', '@tensorflow', 'tfjs-node');
    mkdirSync(home, { recursive: true });
    writeFileSync(path.join(home, 'index.js'), text);
  }
  return createRequire(path.join(folder, 'index.js'));
}

function load(text: string | null): { tf: unknown; lines: string[] } {
  const lines: string[] = [];
  return { tf: loadTfjsNode(requireFrom(text), (line) => lines.push(line)), lines };
}

const goingOn = (reason: string) => [
  `The engine tfjs-node can't be loaded (${reason}); going on with wasm. See docs/engines.md.`,
];

describe('loading tfjs-node', () => {
  it('says in one line that it is not installed', () => {
    expect(load(null)).toEqual({
      tf: null,
      lines: goingOn(
        '@tensorflow/tfjs-node is not installed: npm install --no-save @tensorflow/tfjs-node@4.22.0 adds it',
      ),
    });
  });

  it('says in one line that its addon is missing, as its own error has no code', () => {
    const missing =
      "throw new Error('The Node.js native addon module (tfjs_binding.node) can not be found at path: /x');";
    expect(load(missing)).toEqual({ tf: null, lines: goingOn('its native addon is missing') });
  });

  it("says in one line what the system's loader has against it", () => {
    const refused =
      "throw Object.assign(new Error('libtensorflow.so.2: no such file\\nmore'), { code: 'ERR_DLOPEN_FAILED' });";
    expect(load(refused)).toEqual({
      tf: null,
      lines: goingOn('its native addon does not load: libtensorflow.so.2: no such file'),
    });
  });

  it('lets errors through that are not about its being there', () => {
    expect(() => load("throw new TypeError('broken');")).toThrow('broken');
    expect(() => load("require('of-its-own');")).toThrow('of-its-own');
  });

  it('gives back what Node 23 took from util, before it is loaded', () => {
    const { tf, lines } = load(
      "const util = require('util'); module.exports = [util.isNullOrUndefined(null), util.isNullOrUndefined(0), util.isArray([])];",
    );
    expect(tf).toEqual([true, false, true]);
    expect(lines).toEqual([]);
    expect('isArray' in util).toBe(true);
  });
});

describe('resolveEngine', () => {
  it('names what was asked for without loading it, or wasm with one line where tfjs-node is not to be had', () => {
    const lines: string[] = [];
    const say = (line: string) => lines.push(line);
    expect(resolveEngine('wasm', say)).toBe('wasm');
    expect(resolveEngine('cpu', say)).toBe('cpu');
    expect(lines).toEqual([]);
    const resolved = resolveEngine('tfjs-node', say);
    expect(lines).toHaveLength(resolved === 'wasm' ? 1 : 0);
  });
});
