/**
 * The second wall where Node's permission model has none: versions before 25 let a process without rights reach the network. Whoever
 * came past the first wall finds the builtin modules' ways out closed; the bindings below them are refused by the permission model.
 */
import dgram from 'node:dgram';
import dns from 'node:dns';
import module, { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

const closed = (): never => {
  throw new Error('The sandbox has no network.');
};

/** Closes the ways to the network, for good: what is replaced can't be brought back. */
export function closeDoors(): void {
  close(net.Socket.prototype, ['connect']);
  close(net.Server.prototype, ['listen']);
  close(net, ['connect', 'createConnection', 'createServer']);
  close(dgram.Socket.prototype, ['bind', 'connect', 'send']);
  close(dgram, ['createSocket']);
  close(dns, Object.keys(dns));
  close(dns.promises, Object.keys(dns.promises));
  close(process, ['binding', '_linkedBinding', 'dlopen', 'getBuiltinModule', 'kill', 'abort']);
  close(module, ['register', 'registerHooks', 'createRequire', '_load']);
  close(globalThis, ['fetch', 'WebSocket', 'EventSource']);
  syncBuiltinESMExports();
}

function close(owner: object, names: readonly string[]): void {
  for (const name of names) {
    if (typeof Reflect.get(owner, name) !== 'function') continue;
    Object.defineProperty(owner, name, { value: closed, writable: false, configurable: false });
  }
}
