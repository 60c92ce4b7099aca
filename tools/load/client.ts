/** Requests to the site that is measured, as anybody's client makes them. */
import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { complain } from '../../scripts/support/print.mjs';

const UPLOAD_TRIES = 20;
const MAX_WAIT_S = 5;

/** Waits as long as an answer asks for. */
const waitFor = (response: Response): Promise<void> =>
  new Promise((resolve) =>
    setTimeout(resolve, 1000 * Math.min(MAX_WAIT_S, Number(response.headers.get('retry-after')) || 1)),
  );

export interface Client {
  readonly url: string;
  /** Reads an answer to its end and tells its status. @param address below `url`, as in all of them */
  readonly get: (address: string) => Promise<number>;
  /** @throws Error for an answer that is none of success, ZodError for one of another shape */
  readonly getJson: <Value>(address: string, schema: z.ZodType<Value>) => Promise<Value>;
  /** Sends an archive, again where the site is busy; its id, or null where it is refused. */
  readonly send: (archive: string) => Promise<string | null>;
  /** Asks for a snapshot and tells the status of the answer. */
  readonly snapshot: () => Promise<number>;
}

/** @param token the installation's own */
export function openClient(url: string, token: string): Client {
  const authorization = `Bearer ${token}`;
  const get: Client['get'] = async (address) => {
    const response = await fetch(url + address);
    await response.arrayBuffer();
    return response.status;
  };
  const getJson: Client['getJson'] = async (address, schema) => {
    const response = await fetch(url + address);
    if (!response.ok) throw new Error(`${address} was answered ${response.status}: ${await response.text()}`);
    return schema.parse(await response.json());
  };
  const send: Client['send'] = async (archive) => {
    const body = readFileSync(archive);
    for (let tries = 1; ; tries++) {
      const headers = { authorization, 'content-type': 'application/gzip' };
      const response = await fetch(`${url}/api/v1/submissions`, { method: 'POST', headers, body });
      const text = await response.text();
      if (response.ok) return JSON.parse(text).id;
      if (response.status === 422) {
        complain(`${archive} was refused: ${text.slice(0, 500)}`);
        return null;
      }
      if (![429, 503].includes(response.status) || tries === UPLOAD_TRIES)
        throw new Error(`${archive} was answered ${response.status}: ${text.slice(0, 500)}`);
      await waitFor(response);
    }
  };
  const snapshot: Client['snapshot'] = async () => {
    const headers = { authorization, 'content-type': 'application/json' };
    const response = await fetch(`${url}/api/v1/snapshots`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ suite: '0.1' }),
    });
    await response.arrayBuffer();
    return response.status;
  };
  return { url, get, getJson, send, snapshot };
}
