/** Which errors mean that the database is away for now, as the drivers throw them. */
import { expect, it } from 'vitest';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { isUnavailable, unavailableError } from '#leaderboard/db/unavailable.ts';

const withCode = (code: string, message = 'words'): Error => Object.assign(new Error(message), { code });

it.each([
  ['refused', withCode('ECONNREFUSED')],
  ['refused at every address', new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNREFUSED')])],
  ['reset', withCode('ECONNRESET')],
  ['shut down by an administrator', withCode('57P01')],
  ['starting', withCode('57P03')],
  ['cancelled by statement_timeout', withCode('57014')],
  ['out of connections', withCode('53300')],
  ['cut, as pg says it', new Error('Connection terminated unexpectedly')],
  ['given up before the statement, as pg says it', new Error('Client was closed and is not queryable')],
  ['silent, as pg says it', new Error('Query read timeout')],
  ['without a free connection, as pg-pool says it', new Error('timeout exceeded when trying to connect')],
  ['not reached, as Prisma says it', withCode('P1001')],
  ['behind an adapter’s error', Object.assign(new Error('x'), { cause: { kind: 'ConnectionClosed' } })],
  [
    'behind Prisma’s raw error',
    Object.assign(withCode('P2010'), { meta: { driverAdapterError: { cause: { originalCode: '57P01' } } } }),
  ],
  ['told by us', unavailableError()],
  ['told by another copy of us', Object.assign(new Error('x'), { code: 'unavailable' })],
])('%s', (_, error) => {
  expect(isUnavailable(error)).toBe(true);
});

it.each([
  ['a constraint', withCode('23505')],
  ['a missing right', withCode('42501')],
  ['a record that is not there', withCode('P2025')],
  ['an error of ours', new HeirloomError('not-found', 'x')],
  ['a bug', new TypeError('undefined is not a function')],
  ['no error', null],
])('not %s', (_, error) => {
  expect(isUnavailable(error)).toBe(false);
});

it('ends where an error is its own cause', () => {
  const error = new Error('round');
  error.cause = error;
  expect(isUnavailable(error)).toBe(false);
});
