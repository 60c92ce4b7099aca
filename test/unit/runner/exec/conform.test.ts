import { describe, expect, it } from 'vitest';
import { conform } from '#benchmarks/runner/exec/conform.ts';
import { childCommand, TEST_LIMITS } from '../../../support/exec.ts';
import { heirloomHere } from '../../../support/printed.ts';

/** Names of what was tried and found wrong, with the words. */
async function faultsOf(mode: string, limits = {}): Promise<readonly (string | null)[]> {
  const tried = await conform(childCommand(mode), ['rows'], { ...TEST_LIMITS, ...limits }, () => {});
  return tried.map(({ fault }) => fault).filter((fault) => fault !== null);
}

describe('heirloom conform', () => {
  it('finds nothing in a client that keeps to the protocol, with examples of every kind', async () => {
    const { code, stdout } = await heirloomHere(['conform', childCommand('strict')]);
    expect(stdout).toContain('ok    runs 3 generations of sequences, twice');
    expect(stdout).toContain('It conforms to heirloom.exec/1.');
    expect(code).toBe(0);
  });

  it('says of a command that is no client what is wrong, and tries no more', async () => {
    const { code, stdout } = await heirloomHere(['conform', '--json', 'echo hello; cat > /dev/null']);
    expect(JSON.parse(stdout)).toMatchObject({
      tried: [{ fault: expect.stringContaining('wrote "hello" in hello') }],
    });
    expect(code).toBe(4);
  });

  it('refuses a kind that there is not', async () => {
    const { code, stderr } = await heirloomHere(['conform', 'true', '--kind', 'row']);
    expect(stderr).toContain('Received --kind row; did you mean rows?');
    expect(code).toBe(2);
  });

  it.each([
    ['dying', ['ended with exit code 7. Its last words on stderr: out of memory']],
    ['random', ['Its numbers differed']],
    ['credulous', ['It answered {"type":"card"', 'It neither answered nor ended']],
  ])('finds what is wrong with a client that is %s', async (mode, words) => {
    const faults = (await faultsOf(mode)).join('\n');
    for (const expected of words) expect(faults).toContain(expected);
  });

  it('finds a client that does not end when it is told goodbye', async () => {
    expect(await faultsOf('lingering')).toEqual([expect.stringContaining('It was still there 0.3 seconds after bye')]);
  });
});
