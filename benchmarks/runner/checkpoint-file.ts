/** A seed's checkpoint as a file: written by the worker after every generation, whole or not at all. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Engine } from '../protocol/record.ts';
import type { Checkpoints, SeedCheckpoint } from './checkpoint.ts';
import { isSameEngine } from './engine.ts';

interface Stored {
  readonly engine: Engine;
  readonly checkpoint: SeedCheckpoint;
}

/**
 * What another engine computed is not gone on with: half a seed of each would have neither's digest. Nor is a damaged file,
 * which costs the work of its seed alone: `say` is told.
 */
export function checkpointFile(file: string, engine: Engine, say: (line: string) => void): Checkpoints {
  return {
    load: () => {
      if (!existsSync(file)) return null;
      const stored = parse(readFileSync(file));
      if (stored === null) say(`The checkpoint ${file} is damaged: its seed starts again at generation 0.`);
      return stored !== null && isSameEngine(stored.engine, engine) ? stored.checkpoint : null;
    },
    save: (checkpoint) => {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}.tmp`, serialize({ engine, checkpoint } satisfies Stored));
      renameSync(`${file}.tmp`, file);
    },
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
