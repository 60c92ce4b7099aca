/** A server that ends lets go of connections that nothing is under way on, and finishes the answers that are. */
import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, it } from 'vitest';
import { finisher } from '../../../app/server/ending.ts';

it('closes one that no request came on before an answer under way is finished', async () => {
  const test = new EventEmitter();
  const server = createServer((_, response) => {
    response.write('begun ');
    test.once('go on', () => response.end('finished'));
  });
  const close = finisher(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const unused = connect(port, '127.0.0.1');
  await Promise.all([once(unused, 'connect'), once(server, 'connection')]);
  const answer = await fetch(`http://127.0.0.1:${port}/`);

  const ended = close();
  unused.resume();
  await once(unused, 'close');
  test.emit('go on');
  expect(await answer.text()).toBe('begun finished');
  await ended;
});
