/** The script that a page checks bundles with: it begins where there is nothing of Node, under a policy that lets no text become code. */
import { createContext, Script } from 'node:vm';
import { expect, it } from 'vitest';
import { compileChecker } from '../../../scripts/setup/checker.mjs';

it('runs without Node and makes no code of text', async () => {
  const { script, name } = await compileChecker();
  expect(name).toMatch(/^checker-[0-9a-f]{16}\.js$/);
  const listeners: ((event: { data: unknown }) => void)[] = [];
  const answer = new Promise<unknown>((postMessage) => {
    const browser = {
      ...{ Blob, CompressionStream, DecompressionStream, Response, TextDecoder, TextEncoder, postMessage, setTimeout },
      addEventListener: (_: 'message', listener: (typeof listeners)[number]) => listeners.push(listener),
    };
    const context = createContext(browser, { codeGeneration: { strings: false, wasm: false } });
    // Whoever tries is counted, also where the refusal is caught.
    new Script(
      `made = 0; Function = new Proxy(Function, { construct(target, args) { made += 1; return new target(...args); } });`,
    ).runInContext(context);
    new Script(Buffer.from(script).toString()).runInContext(context);
    listeners[0]?.({ data: { archive: new Blob(['no archive']) } });
    expect(new Script('made').runInContext(context)).toBe(0);
  });
  expect(await answer).toMatchObject({ preview: null, problems: [{ path: '(bundle)' }] });
});
