/** What the catalog of strategies promises about each of them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { regimeSchema } from '#benchmarks/protocol/regime.ts';
import { STRATEGIES } from '#benchmarks/strategies/catalog.ts';

const FOLDER = 'benchmarks/strategies';

describe('the catalog', () => {
  test('lists every strategy folder, once', () => {
    const folders = readdirSync(FOLDER, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    expect(STRATEGIES.map(({ card }) => card.id).sort()).toEqual(folders.sort());
  });

  test.each(STRATEGIES)(
    '$card.id has a loadable module, defaults for every parameter and a README that names them',
    async ({ card, load }) => {
      expect((await load()).default.card).toBe(card);
      const defaults = card.params.parse({});
      // One that came after results is left out unless it is given.
      const first = Object.entries(card.params.shape).filter(([, schema]) => !(schema instanceof z.ZodOptional));
      expect(Object.keys(defaults)).toEqual(first.map(([name]) => name));
      expect(regimeSchema.parse(card.regime(defaults as never))).toBeTruthy();
      expect(existsSync(`${FOLDER}/${card.id}/README.md`)).toBe(true);
      const text = readFileSync(`${FOLDER}/${card.id}/README.md`, 'utf8');
      for (const part of [
        card.reference.url,
        '## Measured here',
        ...Object.keys(card.params.shape).map((name) => `\`${name}\``),
      ]) {
        expect(text).toContain(part);
      }
    },
  );
});
