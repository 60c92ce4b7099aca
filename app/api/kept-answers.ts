/**
 * Answers of the API, kept in memory under the data version, as pages are (cache-handler.mjs): one that was made before the
 * last committed change is made again when it is next asked for, once, however many ask. Plain values of Node, on globalThis:
 * Next loads a module once per bundle, and a server in front of it can answer from here.
 */
import { sha256 } from '#benchmarks/protocol/digest.ts';
import { type QueueName, queueOf } from '#leaderboard/host/queues.ts';
import { SharedWork } from '#leaderboard/host/shared-work.ts';
import { currentDataVersion, isDatabaseAway } from '../data-version.ts';
import { namesTag } from './tagged.ts';

export interface KeptAnswer {
  readonly status: number;
  /** Lower-case names; with an ETag. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

interface Asked {
  /** The address, without what doesn't change the answer. */
  readonly address: string;
  /** Where it waits to be made. */
  readonly queue: QueueName;
  /** Of who asks: one that goes takes its question with it. */
  readonly signal?: AbortSignal;
}

const MAX_BYTES = 64 * 1024 * 1024;
/** A larger one would push out too many others. */
const MAX_ANSWER_BYTES = MAX_BYTES / 8;
/** What an answer takes beside its body, about. */
const OVERHEAD_BYTES = 1000;

interface Store {
  /** Oldest use first. */
  readonly answers: Map<string, { readonly answer: KeptAnswer; readonly version: number; readonly bytes: number }>;
  readonly making: SharedWork<KeptAnswer>;
  bytes: number;
}

const KEY = Symbol.for('heirloom.kept-answers');
const holder = globalThis as typeof globalThis & { [KEY]?: Store };

function store(): Store {
  holder[KEY] ??= { answers: new Map(), making: new SharedWork(), bytes: 0 };
  return holder[KEY];
}

/** What is kept of an address; null where it has to be made. While the database is away whatever was answered last. */
export async function recallAnswer(address: string): Promise<KeptAnswer | null> {
  return recall(address, await currentDataVersion());
}

function recall(address: string, version: number): KeptAnswer | null {
  const { answers } = store();
  const found = answers.get(address);
  if (!found || (found.version !== version && !isDatabaseAway())) return null;
  answers.delete(address);
  answers.set(address, found);
  return found.answer;
}

/**
 * The answer to an address: as kept, else made once for all who ask for it under the same data version.
 * @throws busy where its queue is full; interrupted; what `make` throws, which is not kept
 */
export async function keptAnswer(
  { address, queue, signal }: Asked,
  make: () => Promise<KeptAnswer>,
): Promise<KeptAnswer> {
  const version = await currentDataVersion();
  const known = recall(address, version);
  if (known) return known;
  const begin = (stop: AbortSignal): Promise<KeptAnswer> =>
    queueOf(queue).run(async () => {
      const answer = await make();
      // What was read is no older than the version, which was known before.
      keep(address, version, answer);
      return answer;
    }, stop);
  return store().making.share(`${version} ${address}`, begin, signal);
}

function keep(address: string, version: number, answer: KeptAnswer): void {
  const state = store();
  const bytes = answer.body.byteLength + address.length + OVERHEAD_BYTES;
  drop(state, address);
  if (answer.status !== 200 || bytes > MAX_ANSWER_BYTES) return;
  state.answers.set(address, { answer, version, bytes });
  state.bytes += bytes;
  for (const oldest of state.answers.keys()) {
    if (state.bytes <= MAX_BYTES) break;
    drop(state, oldest);
  }
}

function drop(state: Store, address: string): void {
  state.bytes -= state.answers.get(address)?.bytes ?? 0;
  state.answers.delete(address);
}

/** A response as it is kept: with its length, and an ETag of its bytes where it has none. */
export async function answerOf(response: Response): Promise<KeptAnswer> {
  const body = new Uint8Array(await response.arrayBuffer());
  const own = Object.fromEntries(response.headers);
  const etag = own.etag ?? `"${sha256(body).slice(0, 32)}"`;
  return { status: response.status, headers: { ...own, etag, 'content-length': String(body.byteLength) }, body };
}

/** An answer as it is sent to who may have it already (`knownTags`: the If-None-Match header): then without its body. */
export function unlessKnown(answer: KeptAnswer, knownTags: string | undefined): KeptAnswer {
  if (!namesTag(knownTags, answer.headers.etag)) return answer;
  // What isn't sent has no type and no length.
  const { 'content-type': _, 'content-length': __, 'content-disposition': ___, ...headers } = answer.headers;
  return { status: 304, headers, body: new Uint8Array() };
}
