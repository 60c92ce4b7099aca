/** A hook's stream in the sandbox: the state of the one that a built-in strategy would have, without its name. */
import { Draws } from '../../../numerics/draws.ts';
import { callNow } from './calls.ts';

export class SandboxStream extends Draws {
  /** Below the hook's own stream; empty for that. */
  readonly #path: string;

  constructor(state: readonly number[], path = '') {
    super(state);
    this.#path = path;
    Object.freeze(this);
  }

  /** A stream of its own, independent of how much was drawn from this one. */
  child(path: string): SandboxStream {
    const below = this.#path === '' ? String(path) : `${this.#path}/${path}`;
    return new SandboxStream(callNow({ op: 'child', path: below }).header.state as number[], below);
  }
}
Object.defineProperty(SandboxStream.prototype, 'constructor', { value: Object });
Object.freeze(SandboxStream.prototype);
