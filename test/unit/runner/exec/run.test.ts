import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../support/cli.ts';
import { childCommand } from '../../../support/exec.ts';
import { heirloomHere } from '../../../support/printed.ts';
import { rowsOf } from './records.ts';

const SETTINGS = ['--tier', 'smoke', '--seeds', '2', '--generations', '2'];
const run = (...args: string[]) => heirloomHere(['run', 'gaussian', ...SETTINGS, ...args]);

describe('heirloom run --strategy exec:COMMAND', () => {
  it('gives the built-in’s numbers with any number of workers, and says that memory is declared', async () => {
    const specs = ['--strategy', `exec:${childCommand('retain')}`, 'retain:share=0.1'];
    const two = await run(...specs, '--workers', '2', '--json');
    const one = await run(...specs, '--workers', '1', '--json');
    const [outside, builtIn] = rowsOf(two.stdout);
    expect(outside).toMatchObject({
      spec: 'retain-child:share=0.1',
      division: 'retained',
      outside: { protocol: 'heirloom.exec/1', command: childCommand('retain'), memory: 'declared' },
      trajectories: builtIn?.trajectories,
      ledger: builtIn?.ledger,
    });
    expect(rowsOf(one.stdout)).toEqual(rowsOf(two.stdout));
  });

  it('keeps the command in the plan, resumes with it, and shows the label in report and check', async () => {
    const out = join(temporaryFolder(), 'out');
    const spec = `exec:${childCommand('retain')}`;
    expect((await run('--strategy', spec, '--out', out)).code).toBe(0);
    const plan = JSON.parse(readFileSync(join(out, 'plan.json'), 'utf8'));
    expect(plan.runs[0].strategy.outside).toMatchObject({
      command: childCommand('retain'),
      card: { id: 'retain-child' },
    });
    expect((await run('--strategy', spec, '--out', out, '--resume')).code).toBe(0);
    const other = await run('--strategy', `exec:${childCommand('nested')}`, '--out', out, '--resume');
    expect(other.stderr).toContain('holds a run of another plan');
    const bundle = join(out, 'retain-child-share-0.1');
    const report = await heirloomHere(['report', bundle]);
    expect(report.stdout).toMatch(/retained[\s\S]*\(declared\)/);
    expect(report.stdout.replaceAll('\n', ' ')).toContain(
      'Division declared: memory not enforced: retain-child:share=0.1',
    );
    expect((await heirloomHere(['check', bundle])).stdout).toContain('declared: memory not enforced');
  });

  it('is run in shards that merge, and added to, as any other', async () => {
    const base = temporaryFolder();
    const [one, two, whole] = ['one', 'two', 'whole'].map((name) => join(base, name)) as [string, string, string];
    const spec = ['--strategy', `exec:${childCommand('retain')}`];
    expect((await run(...spec, '--shard', '1/2', '--out', one)).code).toBe(0);
    expect((await run(...spec, '--shard', '2/2', '--out', two)).code).toBe(0);
    const merged = await heirloomHere(['merge', one, two, '--out', whole, '--json']);
    expect(merged.stderr).not.toContain('can’t be read');
    expect(rowsOf(merged.stdout)).toEqual(rowsOf((await run(...spec, '--json')).stdout));
    expect((await run('--strategy', 'replace', '--add', '--out', whole)).code).toBe(0);
  });

  it('fails the seeds of a process that dies, starts it anew for each, and exits with 3', async () => {
    const { code, stdout, stderr } = await run(
      '--strategy',
      `exec:${childCommand('dying')}`,
      '--json',
      '--workers',
      '1',
    );
    expect(rowsOf(stdout)[0]?.statuses).toEqual(
      [1, 2].map(() => expect.objectContaining({ state: 'failed', generation: 1 })),
    );
    expect(stderr).toContain('It ended with exit code 7. Its last words on stderr: out of memory');
    expect(code).toBe(3);
  });

  it('says before any work that a command is no client', async () => {
    const { code, stderr } = await run('--strategy', 'exec:no-such-command-anywhere');
    expect(stderr).toContain('the shell found no such command');
    expect(code).toBe(3);
  });
});
