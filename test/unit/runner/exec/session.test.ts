import { describe, expect, it } from 'vitest';
import { commandOf, resolveOutside } from '#benchmarks/runner/exec/resolve.ts';
import { ExecSession, limitsHere } from '#benchmarks/runner/exec/session.ts';
import { planRuns } from '#benchmarks/runner/plan.ts';
import { startScript } from '../../../support/cli.ts';
import { childCommand, isAlive, TEST_LIMITS } from '../../../support/exec.ts';

const open = (command: string, limits = {}) => ExecSession.open(command, { ...TEST_LIMITS, ...limits });

describe('the handshake', () => {
  it.each([
    ['no-such-command-anywhere', 'ended with exit code 127: the shell found no such command'],
    ['exit 3', 'ended with exit code 3'],
    ['echo hello; cat > /dev/null', 'wrote "hello" in hello; expected one JSON object a line'],
    ['cat', 'answered hello with'],
    [childCommand('other-protocol'), 'protocol: Invalid input: expected "heirloom.exec/1"'],
  ])('with %s says what was received', async (command, words) => {
    await expect(open(command)).rejects.toThrow(words);
  });

  it.each(['mute', 'stubborn'])('with a process that is %s ends it', async (mode) => {
    await expect(open(childCommand(mode), { startMs: 300 })).rejects.toThrow('was silent for 0.3 seconds in hello');
  });

  it('ends what the command started and left', async () => {
    const session = await open(`sleep 1000 & exec ${childCommand('retain')}`);
    const group = session.process.group as number;
    expect(isAlive(group)).toBe(true);
    await session.close();
    expect(isAlive(group)).toBe(false);
  });

  it('leaves no process where the harness is killed', async () => {
    const harness = startScript([
      'test/support/process.mjs',
      'test/unit/runner/exec/orphan.ts',
      childCommand('lingering'),
    ]);
    const group = await new Promise<number>((resolve) => harness.stdout?.once('data', (text) => resolve(Number(text))));
    expect(isAlive(group)).toBe(true);
    harness.kill('SIGKILL');
    await expect.poll(() => isAlive(group), { timeout: 20_000, interval: 50 }).toBe(false);
  });
});

describe('the plan of an outside strategy', () => {
  it('has its command, what it declares and its parameters', async () => {
    const spec = `exec:${childCommand('retain')}`;
    const outside = await resolveOutside([spec]);
    const { runs } = planRuns({ benchmarks: ['gaussian'], strategies: [spec], tier: 'smoke', outside });
    expect(runs[0]?.strategy).toMatchObject({
      spec: 'retain-child:share=0.1',
      outside: { protocol: 'heirloom.exec/1', command: childCommand('retain'), memory: 'declared' },
    });
    expect(runs[0]?.regime).toMatchObject({ realData: 'retained', external: 'none' });
  });

  it('leaves out benchmarks that lack what it needs', async () => {
    const spec = `exec:${childCommand('simulating')}`;
    const outside = await resolveOutside([spec]);
    const { notApplicable } = planRuns({ benchmarks: ['regression'], strategies: [spec], tier: 'smoke', outside });
    expect(notApplicable[0]?.reason).toContain('simulating-child needs a simulator, which');
  });

  it('is refused where the command takes a built-in’s name, is another’s twin, or is none', async () => {
    await expect(resolveOutside([`exec:${childCommand('taken')}`])).rejects.toThrow('that of a built-in strategy');
    const twins = [`exec:${childCommand('short')}`, `exec:${childCommand('nested')}`];
    await expect(resolveOutside(twins)).rejects.toThrow('both declare the strategy nested-child');
    await expect(resolveOutside(['exec:no-such-command'])).rejects.toThrow('npx heirloom conform');
    expect(() => commandOf('exec: ')).toThrow('a command of 0 characters');
    expect(() => planRuns({ benchmarks: ['gaussian'], strategies: ['replace+exec:x'], tier: 'smoke' })).toThrow(
      'stands alone',
    );
  });
});

describe('the silence that is borne', () => {
  it('is set by the environment', () => {
    process.env.HEIRLOOM_EXEC_SILENCE_SECONDS = '90';
    expect(limitsHere()).toMatchObject({ silenceMs: 90_000, startMs: 90_000 });
    process.env.HEIRLOOM_EXEC_SILENCE_SECONDS = 'long';
    expect(() => limitsHere()).toThrow('Received HEIRLOOM_EXEC_SILENCE_SECONDS=long');
    delete process.env.HEIRLOOM_EXEC_SILENCE_SECONDS;
    expect(limitsHere().silenceMs).toBe(60_000);
  });
});
