/** Which address the site listens on. */
import { createServer } from 'node:net';
import { SetupError, say } from '../support/steps.mjs';

const DEFAULT_PORT = 3000;
const TRIES = 100;
const MAX_PORT = 65_535;

/** @param {string | undefined} text value of PORT @throws SetupError where it is no port */
export function parsePort(text) {
  if (text === undefined || text === '') return DEFAULT_PORT;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > MAX_PORT) {
    throw new SetupError(
      `PORT is ${text}; expected a number from 1 to ${MAX_PORT}. Correct it, or unset it to get ${DEFAULT_PORT} or the next free one.`,
      2,
    );
  }
  return port;
}

/** Whether somebody listens already. Other errors (no such address, no permission) are thrown. */
function isBusy(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(true) : reject(error)));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(false)));
  });
}

/** The first free port from the one asked for; says which ones were taken. @param {number} first @param {string} host */
export async function findPort(first, host, tell = say) {
  for (let port = first; port < Math.min(first + TRIES, MAX_PORT + 1); port++) {
    const busy = await isBusy(port, host).catch((error) => {
      throw new SetupError(
        `Can't listen on ${host} port ${port}: ${error.message}. Set HOST or PORT to something else.`,
      );
    });
    if (!busy) return port;
    tell(`  port ${port} is busy; trying ${port + 1}`);
  }
  throw new SetupError(`Ports ${first} to ${first + TRIES - 1} are all busy. Set PORT to a free one.`);
}

/** The address a browser or a client on this machine uses. A site that listens everywhere is reached on the loopback. */
export function localUrl(host, port) {
  const isEverywhere = host === '0.0.0.0' || host === '::';
  const name = isEverywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
