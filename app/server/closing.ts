/** How the server lets go of its connections when it ends: at once where nothing is under way, else after the answer. */
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/** As long answers under way may take, in milliseconds. */
const FINISH_MS = 4_000;
const LOOK_MS = 50;

/** Prepares a server for its end. What is returned takes in nothing new, waits for the answers under way, and cuts off what takes longer. */
export function closing(server: Server): () => Promise<void> {
  // Browsers open connections in advance. Node takes one that no request has come on for a busy one.
  const unused = new Set<Socket>();
  server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  const use = ({ socket }: IncomingMessage): boolean => unused.delete(socket);
  server.on('request', use).on('checkContinue', use);
  return () =>
    new Promise((resolve) => {
      const cut = setTimeout(() => server.closeAllConnections(), FINISH_MS);
      const look = setInterval(() => server.closeIdleConnections(), LOOK_MS);
      server.close(() => {
        clearTimeout(cut);
        clearInterval(look);
        resolve();
      });
      // A connection whose answer has ended would wait for its next request.
      server.prependListener('request', (_, response) => response.setHeader('connection', 'close'));
      for (const socket of unused) socket.destroy();
    });
}
