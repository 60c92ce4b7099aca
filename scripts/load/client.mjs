/** Requests to the site that is measured, as anybody's client makes them. */
import { readFileSync } from 'node:fs';
import { complain } from '../support/print.mjs';

const UPLOAD_TRIES = 20;
const MAX_WAIT_S = 5;

/** Waits as long as an answer asks for. */
const waitFor = (response) =>
  new Promise((resolve) =>
    setTimeout(resolve, 1000 * Math.min(MAX_WAIT_S, Number(response.headers.get('retry-after')) || 1)),
  );

/** @param {string} url @param {string} token the installation's own */
export function openClient(url, token) {
  const authorization = `Bearer ${token}`;
  /** Reads an answer to its end and tells its status. @param {string} address */
  const get = async (address) => {
    const response = await fetch(url + address);
    await response.arrayBuffer();
    return response.status;
  };
  const getJson = async (address) => {
    const response = await fetch(url + address);
    if (!response.ok) throw new Error(`${address} was answered ${response.status}: ${await response.text()}`);
    return response.json();
  };
  /** Sends an archive, again where the site is busy; null where it is refused. @returns {Promise<string | null>} its id */
  const send = async (archive) => {
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
  const snapshot = async () => {
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
