/**
 * Scripts and styles of the build, from memory: their names hold their digests, so they stay as they are. Next looks for each
 * of them anew, and takes many times as long of the thread that answers everybody.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { SECURITY_HEADERS } from '../security-headers.mjs';
import { type Coding, takesCoding } from './takes-coding.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=UTF-8',
  '.js': 'application/javascript; charset=UTF-8',
};
const UNDER = '/_next/static/';
/** Less than a packet isn't worth compressing. */
const LEAST_COMPRESSED = 1024;

export interface FileAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

interface BuildFile {
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
  /** Each made when somebody first takes it. */
  readonly packed: Map<Coding, Promise<Buffer>>;
}

/** The smaller one first: a browser's first load is mostly scripts. */
const CODINGS: readonly (readonly [Coding, (bytes: Buffer) => Promise<Buffer>])[] = [
  ['br', promisify(brotliCompress)],
  ['gzip', promisify(gzip)],
];

/** A file as a client takes it, and in which coding; null as it is. */
async function packedFor({ bytes, packed }: BuildFile, accepted: string | string[] | undefined) {
  if (bytes.length < LEAST_COMPRESSED) return null;
  const found = CODINGS.find(([coding]) => takesCoding(coding, accepted));
  if (found === undefined) return null;
  const [coding, pack] = found;
  const body = packed.get(coding) ?? pack(bytes);
  packed.set(coding, body);
  return { coding, body: await body };
}

export type BuildFiles = (method: string, url: string, headers: IncomingHttpHeaders) => Promise<FileAnswer | null>;

/**
 * Reads the files below a build's `static` folder. What it gives answers a request, and null where Next has to: for whatever
 * isn't one of them, for a part of one, and to who has one already.
 */
export function openBuildFiles(folder: string): BuildFiles {
  const files = new Map(listFiles(folder).map((name) => [UNDER + name, readBuildFile(path.join(folder, name))]));
  return async (method, url, headers) => {
    const file = files.get(url);
    if (file === undefined || (method !== 'GET' && method !== 'HEAD') || isConditional(headers)) return null;
    const packed = await packedFor(file, headers['accept-encoding']);
    const body = packed?.body ?? file.bytes;
    return {
      status: 200,
      headers: {
        ...SECURITY_HEADERS,
        ...file.headers,
        ...(packed === null ? {} : { 'content-encoding': packed.coding }),
        'content-length': String(body.length),
      },
      body: method === 'HEAD' ? new Uint8Array() : body,
    };
  };
}

/** Paths with forward slashes; none where the build has no such folder. */
function listFiles(folder: string): string[] {
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) return [];
  return readdirSync(folder, { recursive: true })
    .map((name) => String(name).replaceAll('\\', '/'))
    .filter((name) => path.extname(name) in TYPES);
}

function readBuildFile(file: string): BuildFile {
  return {
    bytes: readFileSync(file),
    packed: new Map(),
    headers: {
      'content-type': TYPES[path.extname(file)] as string,
      'cache-control': 'public, max-age=31536000, immutable',
      'accept-ranges': 'bytes',
      'last-modified': statSync(file).mtime.toUTCString(),
      vary: 'Accept-Encoding',
    },
  };
}

const isConditional = (headers: IncomingHttpHeaders): boolean =>
  Object.keys(headers).some((name) => name === 'range' || name.startsWith('if-'));
