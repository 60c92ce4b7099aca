/** The program of the sandbox's process: closes the doors, hardens the language, and answers the harness one message at a time. */
import './hardened.ts';
import type { Frame } from '../frames.ts';
import { SandboxBatch, tell } from './batch.ts';
import { answered, during, heard, isStuck, sendWith } from './calls.ts';
import { type Asked, contextOf } from './contexts.ts';
import { cardOf, type Hooks, hooksOf, instanceOf } from './instances.ts';
import { receive, send } from './wire.ts';

let script = '';
let params: object = {};
let instance: Hooks | null = null;

function pump(): void {
  // Promises have settled as far as they can.
  if (isStuck())
    fail(new Error('It awaits something that never comes: nothing but the harness’s answers is to be awaited.'));
  handle(receive());
  setImmediate(pump);
}

function handle(frame: Frame): void {
  const { type, ...fields } = frame.header;
  if (type === 'result') answered(frame);
  else if (type === 'card') answer(() => ({ card: cardOf(fields.script as string) }));
  else if (type === 'open') answer(() => ({ hooks: open(fields as unknown as Opened) }));
  else void hook(String(type), heard(frame).header as unknown as Asked & { readonly begins: boolean });
}

interface Opened {
  readonly script: string;
  readonly params: object;
}

function open(opened: Opened): readonly string[] {
  ({ script, params } = opened);
  return hooksOf(instanceOf(script, params));
}

async function hook(name: string, asked: Asked & { readonly begins: boolean }): Promise<void> {
  try {
    if (asked.begins || instance === null) instance = instanceOf(script, params);
    const own = instance;
    const value = await during(() => (own[name] as (context: object) => unknown)(contextOf(name, asked)));
    const { batch, ...fields } = name === 'fit' ? fitOf(value) : { batch: value };
    const [named] = tell([batch], name);
    sendWith({ type: 'return', ...fields, batch: named });
  } catch (error) {
    fail(error);
  }
}

function fitOf(value: unknown): { readonly batch: unknown; readonly fit: object } {
  if (SandboxBatch.isBatch(value) || typeof value !== 'object' || value === null) return { batch: value, fit: {} };
  const { training, ...fit } = value as { training?: unknown };
  return { batch: training, fit };
}

function answer(work: () => object): void {
  try {
    send({ header: { type: 'return', ...work() }, arrays: [] });
  } catch (error) {
    fail(error);
  }
}

function fail(error: unknown): void {
  send({ header: { type: 'error', message: wordsOf(error) }, arrays: [] });
}

/** What was thrown, in words. It is the module's: even to look at it may go wrong. */
function wordsOf(error: unknown): string {
  try {
    const { name, message } = error as Error;
    return typeof message === 'string' ? `${name}: ${message}` : String(error);
  } catch {
    return 'something that can’t be said in words';
  }
}

setImmediate(pump);
