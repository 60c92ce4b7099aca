/** A way to a PostgreSQL server that a test can block or cut, as networks and restarts do. */
import { connect, createServer, type Socket } from 'node:net';

export interface FlakyProxy {
  /** The server's URL by this way. */
  readonly url: string;
  /** Everything arrives again, what was held back included. */
  pass(): void;
  /** Connections stay and new ones are taken, but nothing arrives: a server that hangs. */
  hang(): void;
  /** Connections are cut, and new ones as soon as they come: a server that is away. */
  cut(): void;
  close(): Promise<void>;
}

/** Starts one in front of the server of a URL. */
export async function startFlakyProxy(serverUrl: string): Promise<FlakyProxy> {
  const target = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let state: 'passing' | 'hanging' | 'cut' = 'passing';
  const track = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    return socket;
  };
  const server = createServer((client) => {
    if (state === 'cut') return client.destroy();
    const upstream = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      track(from).pipe(to);
      from.on('close', () => to.destroy());
      if (state === 'hanging') from.cork();
    }
    if (state === 'hanging') for (const socket of [client, upstream]) socket.pause();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = new URL(serverUrl);
  url.port = String(address.port);
  const cutAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    pass: () => {
      state = 'passing';
      for (const socket of sockets) {
        socket.uncork();
        socket.resume();
      }
    },
    hang: () => {
      state = 'hanging';
      for (const socket of sockets) {
        socket.cork();
        socket.pause();
      }
    },
    cut: () => {
      state = 'cut';
      cutAll();
    },
    close: async () => {
      cutAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
