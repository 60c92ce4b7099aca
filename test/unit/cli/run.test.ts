import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { resultDigest } from '#benchmarks/protocol/digest.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { runRecordSchema } from '#benchmarks/protocol/record.ts';
import { appears } from '../../support/appears.ts';
import { finished, heirloom, startHeirloom, temporaryFolder } from '../../support/cli.ts';
import { heirloomHere } from '../../support/printed.ts';

const SMOKE = ['run', 'gaussian', '--strategy', 'replace', '--tier', 'smoke'];

const MARK = 12_345;

const recordsOf = (stdout: string): RunRecord[] => (JSON.parse(stdout) as { runs: RunRecord[] }).runs;

describe('run', () => {
  it('prints one JSON document of valid records, and the same digest from one worker, two workers and with --out', async () => {
    const dir = join(temporaryFolder(), 'out');
    const one = await heirloom([...SMOKE, '--json', '--workers', '1']);
    const two = await heirloom([...SMOKE, '--json', '--workers', '2', '--out', dir]);
    expect([one.code, one.stderr]).toEqual([0, '']);
    const [record] = recordsOf(one.stdout);
    expect(runRecordSchema.safeParse(record).error).toBeUndefined();
    expect(record).toMatchObject({ official: true, division: 'closed', seeds: [1, 2, 3, 4] });
    expect(recordsOf(two.stdout)[0]?.resultDigest).toBe(record?.resultDigest);
    const kept = JSON.parse(readFileSync(join(dir, 'replace/runs/gaussian.json'), 'utf8')) as RunRecord;
    expect(kept.resultDigest).toBe(record?.resultDigest);
    expect(readdirSync(join(dir, 'replace/samples/gaussian/seed-1'))).toHaveLength(6);
    expect(existsSync(join(dir, '.work'))).toBe(false);
  });

  it('goes on after a kill with --resume and gives the digest of the uninterrupted run', async () => {
    const dir = join(temporaryFolder(), 'out');
    const args = [
      'run',
      'gaussian',
      '--strategy',
      'replace',
      '--tier',
      'smoke',
      '--seeds',
      '400',
      '--generations',
      '40',
      '--workers',
      '1',
    ];
    const log = join(dir, '.work/replace/gaussian.jsonl');
    mkdirSync(join(dir, '..'), { recursive: true });
    const child = startHeirloom([...args, '--out', dir]);
    const killed = finished(child);
    await appears(dir, () => hasLine(log));
    child.kill('SIGKILL');
    await killed;
    const before = readFileSync(log, 'utf8').split('\n').length - 1;
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(400);
    // What a power cut leaves: half a line.
    writeFileSync(log, '{"seed":77,"status', { flag: 'a' });
    const refused = await heirloom([...args, '--out', dir]);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('is not empty. Give --resume')]);
    const other = await heirloom([...args, '--out', dir, '--resume', '--seeds', '399']);
    expect([other.code, other.stderr]).toEqual([2, expect.stringContaining('another plan')]);
    const samples = await heirloom([...args, '--out', dir, '--resume', '--samples', 'all']);
    expect([samples.code, samples.stderr]).toEqual([2, expect.stringContaining('was begun with --samples first')]);
    const resumed = await heirloom([...args, '--out', dir, '--resume', '--json']);
    const whole = await heirloom([...args, '--json']);
    expect(resumed.code).toBe(0);
    expect(recordsOf(resumed.stdout)[0]?.resultDigest).toBe(recordsOf(whole.stdout)[0]?.resultDigest);
  });

  it('goes on inside a seed of a network after a kill, and gives the digest of the uninterrupted run', async () => {
    const dir = join(temporaryFolder(), 'out');
    const args = [
      ...['run', 'digits-vae', '--strategy', 'replace', '--tier', 'smoke'],
      ...['--seeds', '1', '--generations', '4', '--workers', '1'],
    ];
    const checkpoint = join(dir, '.work/replace/digits-vae/seed-1.checkpoint');
    const read = () => deserialize(readFileSync(checkpoint));
    const child = startHeirloom([...args, '--out', dir]);
    const killed = finished(child);
    // After generation 0 the first model is also the last: only later ones show that the right one is gone on with.
    await appears(dir, () => existsSync(checkpoint) && read().checkpoint.generation > 0);
    child.kill('SIGKILL');
    await killed;
    // No seed is finished, and the one that was being run is to go on from here.
    expect(existsSync(join(dir, '.work/replace/digits-vae.jsonl'))).toBe(false);
    const stored = read();
    expect(stored.checkpoint.generation).toBeLessThan(4);
    // A mark, which is in the record only where it went on from this checkpoint.
    stored.checkpoint.metrics.frechet[0] = MARK;
    writeFileSync(checkpoint, serialize(stored));
    const resumed = await heirloom([...args, '--out', dir, '--resume', '--json']);
    const whole = recordsOf((await heirloom([...args, '--json'])).stdout)[0] as RunRecord;
    expect([resumed.code, resumed.stderr]).toEqual([0, '']);
    const { resultDigest: _, ...record } = recordsOf(resumed.stdout)[0] as RunRecord;
    const frechet = record.trajectories.frechet?.[0] ?? [];
    expect(frechet[0]).toBe(MARK);
    frechet[0] = whole.trajectories.frechet?.[0]?.[0] as number;
    expect(resultDigest(record)).toBe(whole.resultDigest);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('stops on %s with exit code %i and says how to go on', async (signal, expected) => {
    const dir = join(temporaryFolder(), 'out');
    const child = startHeirloom(['run', 'gaussian', '--strategy', 'replace', '--seeds', '5000', '--out', dir]);
    const ended = finished(child);
    await appears(dir, () => hasLine(join(dir, '.work/replace/gaussian.jsonl')));
    child.kill(signal);
    const { code, stderr } = await ended;
    expect([code, stderr]).toEqual([
      expected,
      `heirloom: Interrupted. Repeat the command with --resume to go on in ${dir}.\n`,
    ]);
  });

  it('runs shards that merge to the digests of the plain run, and adds a benchmark to it', async () => {
    const folder = temporaryFolder();
    const at = (name: string) => join(folder, name);
    const run = ['--strategy', 'retain:share={0.1,0.2}', 'replace', '--tier', 'smoke', '--generations', '2'];
    const both = ['run', 'gaussian', 'regression', ...run];
    const digestsOf = ({ stdout }: { stdout: string }) => recordsOf(stdout).map(({ resultDigest }) => resultDigest);
    const whole = await heirloomHere([...both, '--json']);
    const shard = await heirloomHere([...both, '--shard', '1/2', '--out', at('1')]);
    expect([shard.code, shard.stdout]).toEqual([0, expect.stringContaining(`Shard 1 of 2 is in ${at('1')}.`)]);
    expect(existsSync(at('1/replace/submission.json'))).toBe(false);
    await heirloomHere([...both, '--shard', '2/2', '--out', at('2')]);
    const merged = await heirloomHere(['merge', at('1'), at('2'), '--out', at('merged'), '--json']);
    expect([merged.code, merged.stderr]).toEqual([0, '']);
    expect(digestsOf(merged)).toEqual(digestsOf(whole));
    const missing = await heirloomHere(['merge', at('1'), '--out', at('none')]);
    expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('lacks the seed')]);

    await heirloomHere(['run', 'gaussian', ...run, '--out', at('added')]);
    const added = await heirloomHere(['run', 'regression', ...run, '--out', at('added'), '--add', '--json']);
    expect([added.code, added.stderr]).toEqual([0, '']);
    expect(digestsOf(added)).toEqual(digestsOf(whole));
    const { runs } = JSON.parse(readFileSync(at('added/replace/submission.json'), 'utf8')) as { runs: object[] };
    expect(runs).toHaveLength(2);
  });

  it('says what is wrong with parameters that only the benchmark itself can judge, and exits with 2', async () => {
    const settings = ['--tier', 'smoke', '--set', 'sampleSize=11', 'dimension=50', '--json'];
    const { code, stderr } = await heirloom(['run', 'regression', '--strategy', 'replace', ...settings]);
    expect(stderr).toContain('regression received sampleSize=11 and dimension=50; expected sampleSize > dimension');
    expect(stderr).not.toContain('bug');
    expect(code).toBe(2);
  });

  it('exits with 3 where a seed fails, and with 0 where one diverges', async () => {
    const diverging = await heirloom([
      'run',
      'gaussian',
      '--strategy',
      'replace',
      '--tier',
      'smoke',
      '--set',
      'sampleSize=3',
      '--generations',
      '400',
      '--json',
    ]);
    expect(diverging.code).toBe(0);
    const [record] = recordsOf(diverging.stdout);
    expect(record?.statuses.map((status) => status.state)).toContain('diverged');
    const index = record?.statuses.findIndex((status) => status.state === 'diverged') ?? -1;
    const status = record?.statuses[index];
    expect(record?.trajectories['w2-root']?.[index]).toHaveLength(
      status?.state === 'diverged' ? status.generation : -1,
    );
  });
});

describe('what a user can get wrong', () => {
  const run = (...args: string[]) => ['run', 'gaussian', '--strategy', 'replace', ...args];
  it.each([
    [
      ['run', 'gausian', '--strategy', 'replace'],
      2,
      /^heirloom: Unknown benchmark "gausian"\. Did you mean gaussian\? npx heirloom list benchmarks lists all\.\n$/,
    ],
    [['run', 'gaussian', '--strategy', 'retian'], 2, /Unknown strategy "retian"\. Did you mean retain\?/],
    [['run', 'gaussian'], 2, /required option '--strategy <spec\.\.\.>' not specified/],
    [['run', '--strategy', 'replace'], 2, /missing required argument 'benchmark'/],
    [['run', 'gaussian', '--strategy', 'retain:share=2'], 2, /received share=2; .*expected number to be <1/],
    [
      ['run', 'gaussian', '--strategy', 'retain:portion=0.1'],
      2,
      /unknown parameter "portion"\. See npx heirloom show retain\./,
    ],
    [['run', 'gaussian', '--strategy', 'retain:share'], 2, /Received "share" in "retain:share"; expected name=value/],
    [run('--tier', 'huge'), 2, /Received tier "huge"; expected one of smoke, quick, standard, full/],
    [run('--seeds', '0'), 2, /Received --seeds 0; expected a whole number of at least 1/],
    [run('--seeds', '1.5'), 2, /Received --seeds 1\.5/],
    [run('--seeds', '20-11'), 2, /Received --seeds 20-11; expected the first and the last seed, such as 11-20/],
    [run('--shard', '5/4'), 2, /Received --shard 5\/4; expected i\/n/],
    [run('--add'), 2, /Received --add without --out; name the folder of the run/],
    [run('--add', '--out', '/nowhere', '--shard', '1/2'), 2, /Received --add and --shard/],
    [run('--add', '--out', '/nowhere'), 2, /The folder \/nowhere holds no plan\.json/],
    [['merge', '/nowhere', '--out', '/nothing'], 2, /The folder \/nowhere holds no plan\.json; expected a folder that/],
    [['merge', '/nowhere'], 2, /required option '--out <dir>' not specified/],
    [['run', 'gaussian', '--strategy', 'retain:share={}'], 2, /Received "retain:share=\{\}": \{\} lacks a value/],
    [run('--generations', '-3'), 2, /Received --generations -3/],
    [run('--workers', 'many'), 2, /Received --workers many/],
    [run('--set', 'sampleSize=big'), 2, /received sampleSize=big; expected number/],
    [run('--set', 'samplesize=10'), 2, /unknown parameter "samplesize"; did you mean sampleSize\?/],
    [run('--set', 'estimator=best'), 2, /received estimator=best; expected one of "unbiased"\|"mle"/],
    [run('--engine', 'cuda'), 2, /Received --engine cuda/],
    [run('--resume'), 2, /--resume without --out/],
    [run('--speed'), 2, /unknown option '--speed'/],
    [['list', 'models'], 2, /Received "models"; expected one of benchmarks, strategies, metrics/],
    [['show', 'nothing'], 2, /Unknown name "nothing"\. npx heirloom list lists all\./],
    [['fly'], 2, /unknown command 'fly'/],
    [['lst'], 2, /^heirloom: unknown command 'lst'; did you mean list\? See npx heirloom --help\.\n$/],
    [['token', 'creat'], 2, /unknown command 'creat'; did you mean create\? See npx heirloom token --help\./],
    [['help', 'rn'], 2, /Unknown command "rn"\. Did you mean run\?/],
    [['help', 'token', 'creat'], 2, /Did you mean create\? npx heirloom token --help lists all\./],
    [['show', 'retain:share=0.1'], 2, /expected one name: npx heirloom show retain\.$/m],
    [['show', 'retain+temperature'], 2, /: npx heirloom show retain, or npx heirloom show temperature\.$/m],
    [
      ['run', 'gaussian', '--stratgy', 'replace'],
      2,
      /^heirloom: unknown option '--stratgy'; did you mean --strategy\? See npx heirloom run --help\.\n$/,
    ],
    [['run', 'gaussian', '--stratgy=replace'], 2, /unknown option '--stratgy=replace'; did you mean --strategy\?/],
    [['withdraw', 'x', '--raeson', 'spam'], 2, /unknown option '--raeson'; did you mean --reason\?/],
    [['withdraw', 'x'], 2, /required option '--reason <text>' not specified/],
    [['--verison'], 2, /unknown option '--verison'; did you mean --version\?/],
    [run('--tier', 'standart'), 2, /Received tier "standart"; did you mean standard\?/],
    [run('--engine', 'wsam'), 2, /Received --engine wsam; did you mean wasm\?/],
    [run('--samples', 'al'), 2, /Received --samples al; did you mean all\?/],
    [run('--set', 'estimator=mel'), 2, /received estimator=mel; did you mean mle\?/],
    [['run', 'gaussian', '--strategy', 'retain:shar=0.1'], 2, /unknown parameter "shar"; did you mean share\?/],
    [['list', 'metric'], 2, /Received "metric"; did you mean metrics\?/],
    [['show', 'w2-rot'], 2, /Unknown name "w2-rot"\. Did you mean w2-root\?/],
    [['submit', 'x', '--site', 'nowhere'], 2, /Received the site nowhere; expected an address/],
  ])('%j', async (args, code, message) => {
    const result = await heirloomHere(args);
    expect(result.code).toBe(code);
    expect(result.stderr).toMatch(message);
    expect(result.stderr).not.toMatch(/^\s+at /m);
    expect(result.stderr).not.toContain('(outputHelp)');
    // A misspelt name is no reason to read a catalog.
    expect(result.stderr.split('\n').length).toBeLessThanOrEqual(2);
    expect(result.stdout).toBe('');
  });
});

describe('list and show', () => {
  it('list what there is as text and JSON', async () => {
    const { stdout } = await heirloomHere(['list', '--json']);
    const catalogs = JSON.parse(stdout) as Record<string, { id: string }[]>;
    expect(Object.keys(catalogs)).toEqual(['benchmarks', 'strategies', 'metrics']);
    expect(catalogs.benchmarks?.map(({ id }) => id)).toContain('gaussian');
    expect((await heirloomHere(['list', 'strategies'])).stdout).toMatch(/^replace +No mitigation/m);
  });
  it('show a card', async () => {
    expect((await heirloomHere(['show', 'gaussian'])).stdout).toMatch(
      /sampleSize +Examples a generation is fitted to +integer, 3 to 1000000 +100/,
    );
    expect(JSON.parse((await heirloomHere(['show', 'w2-root', '--json'])).stdout)).toMatchObject({ better: 'lower' });
  });
});

describe('help and version', () => {
  it('are printed whole: help where no command is given, and nothing of what commander calls it', async () => {
    for (const args of [[], ['token'], ['snapshot']]) {
      const { code, stdout, stderr } = await heirloomHere(args);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/^Usage: heirloom/);
      expect(stderr).not.toContain('(outputHelp)');
    }
    const { code, stdout, stderr } = await heirloomHere(['help', 'run']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Usage: heirloom run/);
    expect((await heirloomHere(['help', 'token', 'create'])).stdout).toMatch(/^Usage: heirloom token create/);
  });

  it('name Heirloom, the commit, Node and the engines', async () => {
    const { code, stdout, stderr } = await heirloom(['--version']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^heirloom \d+\.\d+\.\d+\ncommit {3}([0-9a-f]{40}|none)/);
    expect(stdout).toContain(`node     ${process.version} on ${process.platform} ${process.arch}`);
    expect(stdout).toMatch(/\nengine {3}js 1; of networks wasm \S+ \(the default\), tfjs-node \S+, cpu \S+\n$/);
  });
});

describe('pairs that are not applicable', () => {
  const args = ['run', 'gaussian', 'gmm-2d', '--strategy', 'replace', 'anchor', 'distill', '--tier', 'smoke', '--json'];
  it('are counted in one line, and named with --verbose', async () => {
    const brief = await heirloom(args);
    expect([brief.code, brief.stderr]).toEqual([
      0,
      'Not applicable: 4 of 6 pairs of strategy and benchmark (--verbose says which and why).\n',
    ]);
    const { stderr } = await heirloom([...args, '--verbose']);
    const lines = stderr.trimEnd().split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/^Not applicable: anchor: anchor needs a learner .*, which Gaussian does not have\.$/);
  });

  it('are all named where none is left', async () => {
    const { code, stderr } = await heirloom(['run', 'gaussian', '--strategy', 'anchor', '--tier', 'smoke', '--json']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^Not applicable: anchor: .*\nheirloom: None of the strategies is applicable/);
  });
});

it('names paths so that a shell takes what is pasted', async () => {
  const parent = temporaryFolder();
  const dir = join(parent, "my 'odd' runs");
  const { stdout } = await heirloom(['run', 'gaussian', '--strategy', 'replace', '--tier', 'smoke', '--out', dir]);
  const command = /^Next: npx heirloom (report .*)$/m.exec(stdout)?.[1] ?? '';
  const words = execFileSync('/bin/sh', ['-c', `printf '%s\\n' ${command}`], { encoding: 'utf8' }).split('\n');
  expect(words).toEqual(['report', join(dir, 'replace'), '']);
});

const hasLine = (file: string): boolean => existsSync(file) && readFileSync(file, 'utf8').includes('\n');
