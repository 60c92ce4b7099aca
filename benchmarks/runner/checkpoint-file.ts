/** A seed's checkpoint as a file: written by the worker after every generation, whole or not at all. */
import { existsSync, readFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import type { Engine } from '../protocol/record.ts';
import type { Checkpoints, SeedCheckpoint } from './checkpoint.ts';
import { isSameEngine } from './engine.ts';
import { writeWhole } from './write-whole.ts';

interface Stored {
  readonly engine: Engine;
  /** Digest of the code; missing in files of earlier versions. */
  readonly code?: string;
  readonly checkpoint: SeedCheckpoint;
}

/** What makes a seed's numbers. */
export interface SeedOrigin {
  readonly engine: Engine;
  /** Digest of the run's code. */
  readonly code: string;
}

/**
 * What another engine or other code computed is not gone on with: half a seed of each would have neither's digest. Nor is a
 * damaged file, which costs the work of its seed alone: `say` is told.
 */
export function checkpointFile(file: string, { engine, code }: SeedOrigin, say: (line: string) => void): Checkpoints {
  return {
    load: () => {
      if (!existsSync(file)) return null;
      const stored = parse(readFileSync(file));
      if (stored === null) say(`The checkpoint ${file} is damaged: its seed starts again at generation 0.`);
      if (stored === null || !isSameEngine(stored.engine, engine)) return null;
      if (stored.code === code) return stored.checkpoint;
      say(`The checkpoint ${file} was made by other code: its seed starts again at generation 0.`);
      return null;
    },
    save: (checkpoint) => writeWhole(file, serialize({ engine, code, checkpoint } satisfies Stored)),
  };
}

/** Null where the bytes are no checkpoint: a power cut can leave half a file, or one of zeros. */
function parse(bytes: Uint8Array): Stored | null {
  try {
    return deserialize(bytes) as Stored;
  } catch {
    return null;
  }
}
