/** Which Host headers name this site. */
import { describe, expect, it } from 'vitest';
import { hostName, knownHosts, refuseHost } from '../../../app/server/hosts.ts';

const env = (settings: Record<string, string> = {}): NodeJS.ProcessEnv => ({ NODE_ENV: 'test', ...settings });
const known = knownHosts(
  env({
    HEIRLOOM_HOSTS: ' leaderboard.example.org, Bücher.example,spare.example:8080,,',
    HEIRLOOM_URL: 'https://Public.example/path',
    HOST: 'machine.lan',
  }),
);

describe('a host is answered', () => {
  it.each([
    ['localhost', 'localhost:3000', 'LOCALHOST', 'localhost.'],
    ['127.0.0.1', '127.0.0.1:3000', '192.168.1.7:80', '0.0.0.0'],
    ['[::1]', '[::1]:3000', '[2001:DB8::7]:3000', '[::ffff:127.0.0.1]'],
    [
      'leaderboard.example.org',
      'LeaderBoard.Example.Org:443',
      'leaderboard.example.org.',
      'leaderboard.example.org.:80',
    ],
    ['xn--bcher-kva.example', 'bücher.example', 'XN--BCHER-KVA.example:3000'],
    ['spare.example', 'spare.example:9', 'public.example', 'machine.lan', 'machine.lan:'],
  ])('%s', (...hosts) => {
    for (const host of hosts) expect(refuseHost([host], known), host).toBeNull();
  });
});

describe('a host is refused', () => {
  it.each([
    'evil.example',
    'evil.example:3000',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'leaderboard.example.org.evil.example',
    'xleaderboard.example.org',
    'leaderboard.example.org..',
  ])('with what to do where nobody has named %s', (host) => {
    expect(refuseHost([host], known)).toMatchObject({
      status: 403,
      code: 'forbidden',
      detail: expect.stringContaining(
        `does not answer to the host "${host}". Use localhost or its address, or add the name`,
      ),
    });
  });

  it.each([
    '',
    ' ',
    ':3000',
    'localhost:99999',
    'localhost:x',
    'localhost:-1',
    'localhost:80:80',
    'http://localhost',
    'localhost/',
    'localhost#',
    'user@localhost',
    'localhost\\evil.example',
    'local host',
    '::1',
    '[::1',
    '[]',
    '[evil.example]',
    '[127.0.0.1]',
    '[fe80::1%25eth0]',
    'localhost%2eevil.example',
    'localhost, evil.example',
  ])('as none where it is "%s"', (host) => {
    expect(refuseHost([host], known)).toMatchObject({ status: 400, code: 'host' });
  });

  it('where there is none, or more than one', () => {
    expect(refuseHost([], known)?.detail).toContain('There is no Host header');
    expect(refuseHost(['localhost', 'localhost'], known)?.detail).toContain('There are 2 Host headers');
  });

  it('and is told cut, and with nothing in it that a terminal would obey', () => {
    const detail = refuseHost([`${'a'.repeat(5000)}\u001b[2J`], known)?.detail ?? '';
    expect(detail.length).toBeLessThan(400);
    expect(refuseHost(['a\u001b]0;b\u0007'], known)?.detail).not.toMatch(/\p{Cc}/u);
  });
});

describe('settings', () => {
  it('none are needed on this machine', () => {
    expect([...knownHosts(env())].sort()).toEqual(['127.0.0.1', 'localhost']);
    expect([...knownHosts(env({ HOST: '::', HEIRLOOM_HOSTS: '' }))].sort()).toEqual(['127.0.0.1', 'localhost']);
  });

  it.each(['https://leaderboard.example.org', 'a.example/path', 'a b'])(
    'HEIRLOOM_HOSTS=%s is no list of names',
    (text) => {
      expect(() => knownHosts(env({ HEIRLOOM_HOSTS: text }))).toThrow(
        `HEIRLOOM_HOSTS has "${text}"; expected names separated by commas, such as leaderboard.example.org`,
      );
    },
  );
});

it('a name is as browsers write it', () => {
  expect(['Bücher.Example.', '127.1', '[::A]', 'a.example:'].map(hostName)).toEqual([
    'xn--bcher-kva.example',
    '127.0.0.1',
    '::a',
    'a.example',
  ]);
});
