/** What the hooks of a module are handed: the face that built-in strategies have, over calls to the harness. */
import type { ExampleShape, Which } from '../../../strategies/strategy.ts';
import type { Handle } from '../../handle.ts';
import type { Frame, Numbers } from '../frames.ts';
import { asked as askFor, lent, type SandboxBatch, settled, tell } from './batch.ts';
import { call, callNow } from './calls.ts';
import { SandboxStream } from './stream.ts';

/** What the harness says of a hook. */
export interface Asked {
  readonly generation: number;
  readonly totalSize: number;
  readonly shape: ExampleShape;
  /** Of the hook's stream. */
  readonly state: readonly number[];
  readonly size?: number;
  readonly units?: number;
  readonly source?: string;
  readonly which?: Which;
  readonly held?: readonly Handle[];
  readonly training?: Handle;
  /** Whether the module has a hook for samples. */
  readonly samples?: boolean;
}

const batchOf = ({ header }: Frame): SandboxBatch => lent(header.batch as Handle);

/** A call about a batch. */
async function about(op: string, batch: unknown, fields: object): Promise<Frame> {
  const { names, define, arrays } = tell([batch], op);
  return call({ op, define, batch: names[0], ...fields }, arrays);
}

const numbersOf = ({ arrays }: Frame): Numbers => arrays[0] as Numbers;

function shared({ generation, totalSize, shape, state }: Asked): object {
  return {
    generation,
    totalSize,
    shape,
    rng: new SandboxStream(state),
    spent: () => callNow({ op: 'spent' }).header.spent,
    real: {
      original: () => askFor('original', {}, shape, totalSize),
      fresh: async (units: number) => askFor('fresh', { units }, shape, units),
    },
    logDensity: async (which: Which, batch: unknown) => numbersOf(await about('log-density', batch, { which })),
    verify: async (batch: unknown, accuracy: number, bias = 0) =>
      numbersOf(await about('verify', batch, { accuracy, bias })),
    editTokens: async (which: Which, batch: unknown, options: object) =>
      batchOf(await about('edit-tokens', batch, { which, ...options })),
  };
}

const CONTEXTS: Readonly<Record<string, (asked: Asked) => object>> = {
  compose: ({ size, shape, held = [], samples = false }) => ({
    size,
    // Where the module has a hook for samples, that comes first; else nothing needs to be waited for.
    base: async (units: number) => {
      const batch = askFor('base', { units }, shape, samples ? null : units);
      return samples ? settled(batch) : batch;
    },
    draw: async (units: number, from: object = {}) => {
      const batch = askFor('draw', { units, ...from }, shape, samples ? null : units);
      return samples ? settled(batch) : batch;
    },
    simulate: async (units: number) => askFor('simulate', { units }, shape, units),
    memory: {
      held: held.map(lent),
      keep: (...batches: unknown[]) => {
        const { names, define, arrays } = tell(batches, 'memory.keep');
        callNow({ op: 'keep', define, batches: names }, arrays);
      },
    },
  }),
  sample: ({ units, source, which, shape }) => ({
    units,
    source,
    which,
    draw: async (wanted: number, options: object = {}) => askFor('draw', { units: wanted, ...options }, shape, wanted),
  }),
  fit: ({ training, source }) => ({
    training: lent(training as Handle),
    source,
    labels: () => numbersOf(callNow({ op: 'labels' })),
  }),
};

/** Nothing in it can be replaced: what a hook is handed is the same for all that it calls. */
export function contextOf(hook: string, asked: Asked): object {
  return frozen({ ...shared(asked), ...CONTEXTS[hook]?.(asked) });
}

/** Freezes what contexts are made of. All below is frozen as it is made; to harden it would take longer than many hooks do. */
function frozen<Value>(value: Value): Value {
  if (typeof value === 'function') return Object.freeze(value);
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const own of Object.values(value)) frozen(own);
  return Object.freeze(value);
}
