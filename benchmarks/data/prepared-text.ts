/**
 * The text that was tokenised for a checkpoint on this machine (clients/python/trainers/opt.py prepare). Whose text and whose
 * weights they are is theirs; records name both by digest.
 */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { HeirloomError } from '../protocol/errors.ts';
import type { Novel } from './moby-dick.ts';

const MODELS = 'HEIRLOOM_MODELS';
/** Where checkpoints are unless the environment says so; opt.py has the same. */
const DEFAULT_MODELS = '.heirloom/models';
/** In a checkpoint's folder. Tokens are 32-bit whole numbers, little-endian; of each, one a line, what it spells, byte for byte as Latin-1. */
const PREPARED = { folder: 'heirloom', training: 'training.i32', heldOut: 'held-out.i32', spelling: 'tokens.jsonl' };
/** What of a checkpoint its numbers come from. */
const CHECKPOINT =
  /\.(safetensors|bin)$|^(config|generation_config|tokenizer|tokenizer_config)\.json$|^(vocab\.json|merges\.txt)$/;

export interface PreparedText extends Novel {
  /** Hex SHA-256 of the checkpoint and of the text. */
  readonly inputs: Readonly<Record<'model' | 'text', string>>;
}

/** `model`: a folder's name. @throws HeirloomError bad-parameter where there is no such checkpoint, or its text was not prepared */
export function loadPreparedText(model: string): PreparedText {
  const folder = join(process.env[MODELS] || DEFAULT_MODELS, model);
  const prepared = join(folder, PREPARED.folder);
  const names = [PREPARED.training, PREPARED.heldOut, PREPARED.spelling];
  if (!existsSync(join(folder, 'config.json')) || names.some((name) => !existsSync(join(prepared, name))))
    throw new HeirloomError(
      'bad-parameter',
      `Received model=${model}; expected a checkpoint in ${folder} with its text prepared: python3 clients/python/trainers/opt.py prepare --model ${folder} --wikitext DIR. ${MODELS} names another folder of checkpoints.`,
    );
  const pieces = readFileSync(join(prepared, PREPARED.spelling), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => Buffer.from(JSON.parse(line) as string, 'latin1'));
  return {
    vocabulary: pieces.length,
    training: readTokens(join(prepared, PREPARED.training), pieces.length),
    heldOut: readTokens(join(prepared, PREPARED.heldOut), pieces.length),
    // A token may end in the middle of a letter.
    decode: (tokens) => Buffer.concat(Array.from(tokens, (token) => pieces[token] ?? Buffer.alloc(0))).toString('utf8'),
    inputs: {
      model: digestOf(
        folder,
        readdirSync(folder).filter((name) => CHECKPOINT.test(name)),
      ),
      text: digestOf(prepared, names),
    },
  };
}

/** Token ids, each below `vocabulary`. */
function readTokens(file: string, vocabulary: number): Int32Array {
  const bytes = readFileSync(file);
  const tokens = Int32Array.from({ length: bytes.length >> 2 }, (_, i) => bytes.readInt32LE(4 * i));
  const at = tokens.findIndex((token) => !(token >= 0 && token < vocabulary));
  if (at < 0) return tokens;
  throw new HeirloomError(
    'bad-parameter',
    `${file}: token ${at} is ${tokens[at]}; expected 0 to ${vocabulary - 1}. Prepare the text again (opt.py prepare).`,
  );
}

const CHUNK = 1 << 22;

/** Over the names and contents of some files, in the order of their names; a checkpoint is no text to be read at once. */
function digestOf(folder: string, names: readonly string[]): string {
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(CHUNK);
  for (const name of [...names].sort()) {
    hash.update(`${name}\n`);
    const file = openSync(join(folder, name), 'r');
    try {
      for (let size = readSync(file, chunk); size > 0; size = readSync(file, chunk))
        hash.update(chunk.subarray(0, size));
    } finally {
      closeSync(file);
    }
  }
  return hash.digest('hex');
}
