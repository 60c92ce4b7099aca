/** What the hooks of a module are handed: the face that built-in strategies have, over calls to the harness. */
import type { ExampleShape, Which } from '../../../strategies/strategy.ts';
import type { Handle } from '../../handle.ts';
import type { Frame, Numbers } from '../frames.ts';
import { asked as askFor, lent, type SandboxBatch, settled, tell } from './batch.ts';
import { call, callNow, defer, spentNow } from './calls.ts';
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
  const [name] = tell([batch], op);
  return call({ op, batch: name, ...fields });
}

const numbersOf = ({ arrays }: Frame): Numbers => arrays[0] as Numbers;

/** What all hooks of a module ask in the same way: made once, since to make it takes longer than many hooks do. */
interface Operations {
  readonly shared: object;
  readonly compose: object;
  readonly keep: (...batches: readonly unknown[]) => void;
  readonly sample: object;
  readonly fit: object;
}

type World = Pick<Asked, 'shape' | 'totalSize' | 'samples'>;

function operationsOf({ shape, totalSize, samples }: World): Operations {
  // Where the module has a hook for samples, that comes first; else nothing needs to be waited for.
  const drawn = async (make: string, fields: { readonly units: number }) => {
    const batch = askFor(make, fields, shape, samples ? null : fields.units);
    return samples ? settled(batch) : batch;
  };
  return frozen({
    shared: {
      totalSize,
      shape,
      spent: spentNow,
      real: {
        original: () => askFor('original', {}, shape, totalSize),
        fresh: async (units: number) => askFor('fresh', { units }, shape, units),
      },
      logDensity: async (which: Which, batch: unknown) => numbersOf(await about('log-density', batch, { which })),
      verify: async (batch: unknown, accuracy: number, bias = 0) =>
        numbersOf(await about('verify', batch, { accuracy, bias })),
      editTokens: async (which: Which, batch: unknown, options: object) =>
        batchOf(await about('edit-tokens', batch, { which, ...options })),
    },
    compose: {
      base: (units: number) => drawn('base', { units }),
      draw: (units: number, from: object = {}) => drawn('draw', { units, ...from }),
      simulate: async (units: number) => askFor('simulate', { units }, shape, units),
    },
    keep: (...batches: readonly unknown[]) => {
      defer({ make: 'kept', of: tell(batches, 'memory.keep') });
    },
    sample: {
      draw: async (units: number, options: object = {}) => askFor('draw', { units, ...options }, shape, units),
    },
    fit: { labels: () => numbersOf(callNow({ op: 'labels' })) },
  });
}

let known: { readonly key: string; readonly operations: Operations } | null = null;

/** The operations of the module's world, which is one for all its generations. */
function operationsFor({ shape, totalSize, samples = false }: World): Operations {
  const key = JSON.stringify([shape, totalSize, samples]);
  if (known?.key !== key) known = { key, operations: operationsOf({ shape, totalSize, samples }) };
  return known.operations;
}

/** Nothing in it can be replaced: what a hook is handed is the same for all that it calls. */
export function contextOf(hook: string, asked: Asked): object {
  const { shared, compose, keep, sample, fit } = operationsFor(asked);
  const { generation, state, size, held = [], units, source, which, training } = asked;
  const rng = new SandboxStream(state);
  switch (hook) {
    case 'compose': {
      const memory = Object.freeze({ held: Object.freeze(held.map(lent)), keep });
      return Object.freeze({ ...shared, ...compose, generation, rng, size, memory });
    }
    case 'sample':
      return Object.freeze({ ...shared, ...sample, generation, rng, units, source, which });
    default:
      return Object.freeze({ ...shared, ...fit, generation, rng, training: lent(training as Handle), source });
  }
}

/** Freezes what the operations are made of, to its depth. */
function frozen<Value>(value: Value): Value {
  if (typeof value === 'function') return Object.freeze(value);
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const own of Object.values(value)) frozen(own);
  return Object.freeze(value);
}
