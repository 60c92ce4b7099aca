/** Calls from a hook to the harness: those that are answered at once, and those that may ask another hook first. */
import type { Frame, Numbers } from '../frames.ts';
import { receive, send } from './wire.ts';

interface Waiting {
  readonly resolve: (frame: Frame) => void;
}

/** Of the hooks under way, the innermost last: what each waits for; null where it works. */
const hooks: (Waiting | null)[] = [];

/** The fields of a message: how batches are made that it names, and whatever else it says. */
interface Message {
  readonly define?: readonly object[];
  readonly [field: string]: unknown;
}

export interface Request extends Message {
  readonly op: string;
}

/** What was asked of the harness and need not be known yet: it goes along with the next message, before what that says. */
const deferred: object[] = [];

export function defer(node: object): void {
  deferred.push(node);
}

/** A message about batches, with what was deferred. */
export function sendWith({ define = [], ...fields }: Message, arrays: readonly Numbers[]): void {
  send({ header: { ...fields, define: [...deferred.splice(0), ...define] }, arrays });
}

/** A call that the harness answers before anything else. */
export function callNow(request: Request, arrays: readonly Numbers[] = []): Frame {
  sendWith({ type: 'call', ...request }, arrays);
  return receive();
}

/** A call in whose course the harness may ask another hook of this module. @throws TypeError while another one is under way */
export function call(request: Request, arrays: readonly Numbers[] = []): Promise<Frame> {
  if (hooks.length === 0) throw new TypeError(`${request.op} was called after its hook had returned.`);
  if (hooks.at(-1) !== null)
    throw new TypeError(`${request.op} was called while another call is under way; await each before the next.`);
  sendWith({ type: 'call', ...request }, arrays);
  return new Promise((resolve) => {
    hooks[hooks.length - 1] = { resolve };
  });
}

/** The harness has answered the innermost hook's call. */
export function answered(frame: Frame): void {
  const waiting = hooks.at(-1);
  if (waiting == null) return;
  hooks[hooks.length - 1] = null;
  waiting.resolve(frame);
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
