/** Cards of figures: PNGs of the measures that other sites ask for, drawn here, whatever people wrote. */
import { expect, it, onTestFinished } from 'vitest';
import { aboutFigure } from '../../../app/charts/about-figures.ts';
import { CARD_SIZE, socialCard } from '../../../app/charts/social-card.ts';

/** Of a PNG: the first chunk says it. */
function measuresOf(png: Uint8Array): { width: number; height: number } {
  const view = new DataView(png.buffer, png.byteOffset);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** Addresses that are asked for until the test ends; those of data are in the program itself. */
function askedOf(): string[] {
  const asked: string[] = [];
  const { fetch } = globalThis;
  globalThis.fetch = (...args) => {
    const address = String(args[0] instanceof Request ? args[0].url : args[0]);
    if (!/^(data|file):/.test(address)) asked.push(address);
    return fetch(...args);
  };
  onTestFinished(() => {
    globalThis.fetch = fetch;
  });
  return asked;
}

it('is a PNG of 1200 × 630, made of nothing from elsewhere, also where no font of ours has the signs', async () => {
  const asked = askedOf();
  const figure = aboutFigure('following', 'en');
  const plain = await socialCard(figure, 'heirloom.example.org');
  expect([...plain.slice(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
  expect(measuresOf(plain)).toEqual(CARD_SIZE);
  const written = { ...figure, title: '模型 <b> & "exec" 🌱 10⁻⁴' };
  expect(measuresOf(await socialCard(written, 'heirloom.example.org'))).toEqual(CARD_SIZE);
  expect(asked).toEqual([]);
});
