import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AttributionResult } from '#benchmarks/protocol/attribution.ts';
import { ERRORS } from '#benchmarks/protocol/card.ts';
import { BENCHMARKS } from '#benchmarks/suite/catalog.ts';
import { heirloom, temporaryFolder } from '../../support/cli.ts';

async function split(...args: string[]): Promise<AttributionResult> {
  const { code, stdout, stderr } = await heirloom(['attribute', ...args, '--json']);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as AttributionResult;
}

describe('attribute', () => {
  it('blames few examples where a mixture with all components is fitted to a hundred', async () => {
    const { strategy } = await split(
      'gmm-2d@2',
      '--strategy',
      'replace',
      '--set',
      'sampleSize=100',
      '--seeds',
      '4',
      '--generations',
      '3',
    );
    const { statistical, expressivity, approximation } = strategy.parts;
    expect(statistical.value).toBeGreaterThan(2 * Math.abs(expressivity.value));
    expect(statistical.value).toBeGreaterThan(2 * Math.abs(approximation.value));
    expect(statistical.value).toBeGreaterThan(0.3 * strategy.whole.value);
  });

  it('blames the learner where half of the components are fitted to twenty thousand', async () => {
    const args = ['--set', 'sampleSize=20000', '--set', 'components=4', '--seeds', '2', '--generations', '1'];
    const { strategy, oracle } = await split('gmm-2d@2', '--strategy', 'replace', ...args);
    for (const { parts, whole } of [strategy, oracle]) {
      expect(parts.expressivity.value).toBeGreaterThan(5 * Math.abs(parts.statistical.value));
      expect(parts.expressivity.value).toBeGreaterThan(5 * Math.abs(parts.approximation.value));
      expect(parts.expressivity.value).toBeGreaterThan(0.7 * whole.value);
    }
  });

  it('blames neither the learner nor the fit of a Gaussian, and its sum is the loss', async () => {
    const dir = join(temporaryFolder(), 'out');
    const result = await split('gaussian@2', '--strategy', 'replace', '--seeds', '20', '--out', dir);
    const { parts, whole, left } = result.strategy;
    expect(parts.approximation).toEqual({ value: 0, interval: [0, 0] });
    // A mixture of two only fits noise: its part is below 0.
    expect(parts.expressivity.interval?.[0]).toBeLessThan(0);
    expect(parts.statistical.interval?.[0]).toBeGreaterThan(0);
    const sum = ERRORS.reduce((total, error) => total + parts[error].value, 0);
    expect(sum).toBeCloseTo(whole.value - left.value, 12);
    expect(existsSync(join(dir, 'statistical+expressivity/replace/runs/gaussian.json'))).toBe(true);
    const again = await heirloom([
      'attribute',
      'gaussian@2',
      '--strategy',
      'replace',
      '--seeds',
      '20',
      '--out',
      dir,
      '--resume',
      '--json',
    ]);
    expect(JSON.parse(again.stdout)).toEqual(result);
  });

  it('says why a knob can’t be turned, and what it was given wrong', async () => {
    const tempered = await heirloom(['attribute', 'gaussian@2', '--strategy', 'temperature', '--tier', 'smoke']);
    expect(tempered.stdout).toMatch(
      /expressivity: nothing to turn, with a mixture of two Gaussians instead of one,\s+temperature needs/,
    );
    const first = await heirloom(['attribute', 'digits-vae@2', '--strategy', 'replace']);
    expect([first.code, first.stderr]).toEqual([2, expect.stringContaining('digits-vae@2 declares no knobs')]);
    const sweep = await heirloom(['attribute', 'gaussian@2', '--strategy', 'retain:share={0.1,0.2}']);
    expect([sweep.code, sweep.stderr]).toEqual([2, expect.stringContaining('expected one strategy, not a sweep')]);
    const both = await heirloom([
      'attribute',
      'gaussian@2',
      '--strategy',
      'replace',
      '--set',
      'components=2',
      '--set',
      'dimension=2',
      '--tier',
      'smoke',
    ]);
    expect(both.stderr).toContain('Received components=2 with dimension=2');
  });
});

describe('knobs', () => {
  it('are declared by every benchmark whose records tell updates, and set parameters that it takes', () => {
    for (const { card } of BENCHMARKS) {
      // What an outside trainer could do better, no card of ours knows.
      if (card.ledger !== undefined && card.engine !== 'outside') expect(card.knobs, card.id).toBeDefined();
      const params = card.params.parse({ ...card.tiers.standard.params }) as Parameters<typeof card.samples>[0];
      for (const error of ERRORS) {
        const knob = card.knobs?.[error];
        if (knob === undefined || 'none' in knob) continue;
        expect(card.params.safeParse({ ...params, ...knob.set(params) }).error, `${card.id} ${error}`).toBeUndefined();
        expect(Object.keys(knob.set(params)), `${card.id} ${error}`).not.toEqual([]);
      }
    }
  });
});
