/** A seed's checkpoint as a file: written by the worker after every generation, whole or not at all. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Engine } from '../protocol/record.ts';
import type { Checkpoints, SeedCheckpoint } from './checkpoint.ts';

interface Stored {
  readonly engine: Engine;
  readonly checkpoint: SeedCheckpoint;
}

/** What another engine computed is not gone on with: half a seed of each would have neither's digest. */
export function checkpointFile(file: string, engine: Engine): Checkpoints {
  return {
    load: () => {
      if (!existsSync(file)) return null;
      const stored = deserialize(readFileSync(file)) as Stored;
      return stored.engine.id === engine.id && stored.engine.version === engine.version ? stored.checkpoint : null;
    },
    save: (checkpoint) => {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}.tmp`, serialize({ engine, checkpoint } satisfies Stored));
      renameSync(`${file}.tmp`, file);
    },
  };
}
