/** A checkpoint's folder on this machine, with the text that was tokenised for it (clients/python/trainers/opt.py prepare). */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { lengthFault, type NumberHeader, readHeader, readValues } from '../../bundle/npy.ts';
import type { Novel } from '../../data/moby-dick.ts';
import { HeirloomError } from '../../protocol/errors.ts';
import { BLOCK } from '../text-transformer/blocks.ts';

const MODELS = 'HEIRLOOM_MODELS';
/** Where checkpoints are unless the environment says so; opt.py has the same. */
const DEFAULT_MODELS = '.heirloom/models';
/** Inside a checkpoint's folder. */
const PREPARED = 'heirloom';
/** What of a checkpoint its numbers come from. */
const WEIGHTS =
  /\.(safetensors|bin)$|^(config|generation_config|tokenizer|tokenizer_config)\.json$|^(vocab\.json|merges\.txt)$/;

export interface PreparedText extends Novel {
  /** Hex SHA-256 of the checkpoint and of the text. */
  readonly inputs: Readonly<Record<'model' | 'text', string>>;
}

/** @throws HeirloomError bad-parameter where there is no such checkpoint, or its text was not prepared */
export function loadPrepared(model: string): PreparedText {
  const folder = join(process.env[MODELS] || DEFAULT_MODELS, model);
  const file = (name: string) => join(folder, PREPARED, name);
  const names = ['training.npy', 'held-out.npy', 'tokens.jsonl'];
  if (!existsSync(join(folder, 'config.json')) || names.some((name) => !existsSync(file(name))))
    throw new HeirloomError(
      'bad-parameter',
      `Received model=${model}; expected a checkpoint in ${folder} with its text prepared: python3 clients/python/trainers/opt.py prepare --model ${folder} --wikitext DIR. ${MODELS} names another folder of checkpoints.`,
    );
  const pieces = readFileSync(file('tokens.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => Buffer.from(JSON.parse(line) as string, 'latin1'));
  return {
    vocabulary: pieces.length,
    training: readTokens(file('training.npy'), pieces.length),
    heldOut: readTokens(file('held-out.npy'), pieces.length),
    // A token may end in the middle of a letter.
    decode: (tokens) => Buffer.concat(Array.from(tokens, (token) => pieces[token] ?? Buffer.alloc(0))).toString('utf8'),
    inputs: {
      model: digestOf(
        readdirSync(folder).filter((name) => WEIGHTS.test(name)),
        folder,
      ),
      text: digestOf(names, join(folder, PREPARED)),
    },
  };
}

/** Token ids `[n · BLOCK]`, each below `vocabulary`. */
function readTokens(file: string, vocabulary: number): Int32Array {
  const bytes = readFileSync(file);
  const header = readHeader(bytes);
  const fault =
    typeof header === 'string'
      ? header
      : header.type.kind === 'integer'
        ? lengthFault(header as NumberHeader, bytes)
        : 'it holds no whole numbers';
  if (fault !== null || typeof header === 'string') throw unreadable(file, fault ?? '');
  const tokens = Int32Array.from(readValues(bytes, header as NumberHeader));
  const at = tokens.findIndex((token) => !(token >= 0 && token < vocabulary));
  if (at >= 0) throw unreadable(file, `token ${at} is ${tokens[at]}; expected 0 to ${vocabulary - 1}`);
  if (tokens.length < BLOCK)
    throw unreadable(file, `it has ${tokens.length} tokens; expected at least one block of ${BLOCK}`);
  return tokens;
}

const unreadable = (file: string, fault: string): HeirloomError =>
  new HeirloomError('bad-parameter', `${file}: ${fault}. Prepare the text again (opt.py prepare).`);

const CHUNK = 1 << 22;

/** Over the names and contents of some files of a folder, in the order of their names. */
function digestOf(names: readonly string[], folder: string): string {
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
