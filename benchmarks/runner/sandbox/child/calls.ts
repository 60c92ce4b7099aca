/** Calls from a hook to the harness: those that are answered at once, and those that may ask another hook first. */
import type { Frame, Numbers } from '../frames.ts';
import { receive, send } from './wire.ts';

interface Waiting {
  readonly resolve: (frame: Frame) => void;
}

/** Of the hooks under way, the innermost last: what each waits for; null where it works. */
const hooks: (Waiting | null)[] = [];

export interface Request {
  readonly op: string;
  readonly [field: string]: unknown;
}

/** What the harness is to be told and need not answer: it goes along with the next message, before what that says. */
const pending: { define: object[]; arrays: Numbers[] } = { define: [], arrays: [] };

/** How a batch is made, or what is done with one, where the next message is soon enough. @param numbers what it says `numbersAs` of */
export function defer(node: object, numbers?: Numbers, numbersAs = ''): void {
  if (numbers === undefined) {
    pending.define.push(node);
    return;
  }
  pending.define.push({ ...node, [numbersAs]: pending.arrays.length });
  pending.arrays.push(numbers);
}

/** What this generation has cost until now, as the harness last said it. */
interface Spent {
  readonly sampled: number;
  readonly verifierCalls: number;
}

let spent: Spent = { sampled: 0, verifierCalls: 0 };

/** Takes note of what every message of the harness says. */
export function heard(frame: Frame): Frame {
  spent = frame.header.spent as Spent;
  return frame;
}

/** It is asked only where something was deferred, which may cost more. */
export function spentNow(): Spent {
  if (pending.define.length > 0) callNow({ op: 'spent' });
  return { ...spent };
}

/** A message with what was deferred. */
export function sendWith(fields: object): void {
  const { define, arrays } = pending;
  pending.define = [];
  pending.arrays = [];
  send({ header: { ...fields, define }, arrays });
}

/** A call that the harness answers before anything else. */
export function callNow(request: Request): Frame {
  sendWith({ type: 'call', ...request });
  return heard(receive());
}

/** A call in whose course the harness may ask another hook of this module. @throws TypeError while another one is under way */
export function call(request: Request): Promise<Frame> {
  if (hooks.length === 0) throw new TypeError(`${request.op} was called after its hook had returned.`);
  if (hooks.at(-1) !== null)
    throw new TypeError(`${request.op} was called while another call is under way; await each before the next.`);
  sendWith({ type: 'call', ...request });
  return new Promise((resolve) => {
    hooks[hooks.length - 1] = { resolve };
  });
}

/** The harness has answered the innermost hook's call. */
export function answered(frame: Frame): void {
  const waiting = hooks.at(-1);
  if (waiting == null) return;
  hooks[hooks.length - 1] = null;
  waiting.resolve(heard(frame));
}

/** Whether a hook has neither returned nor waits for the harness: whatever it awaits never comes. */
export const isStuck = (): boolean => hooks.length > 0 && hooks.at(-1) === null;

/** Runs a hook. @throws TypeError where it returns while a call of its is under way */
export async function during<Value>(work: () => Value | Promise<Value>): Promise<Value> {
  hooks.push(null);
  try {
    const value = await work();
    if (hooks.at(-1) !== null) throw new TypeError('A call was not awaited before its hook returned.');
    return value;
  } finally {
    hooks.pop();
  }
}
