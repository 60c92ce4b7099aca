/** The command line: the only owner of argv, of the standard streams and of exit codes. Commands are loaded when called. */
import { Command, CommanderError, Option } from 'commander';
import { BUILD_REQUESTS, DEFAULT_ENGINE, ENGINE_IDS } from '../protocol/engine.ts';
import { EXIT_CODES, HeirloomError } from '../protocol/errors.ts';
import { fileError } from '../protocol/file-errors.ts';
import { TIERS } from '../protocol/ids.ts';
import { print, say, sayLines } from '../protocol/print.ts';
import { describeVersion } from '../runner/version.ts';
import { defaultSite } from './default-site.ts';
import { watchStreams } from './streams.ts';
import { commandNamed, usageMessage } from './usage.ts';

const TERMINATED = 143;

/** Runs a command line and returns the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const streams = watchStreams();
  const exitCode = await execute(argv);
  const failure = await streams.settle();
  return failure === null ? exitCode : report(failure);
}

async function execute(argv: readonly string[]): Promise<number> {
  let exitCode = 0;
  const heirloom = program((code) => (exitCode = code));
  try {
    await heirloom.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    return error instanceof CommanderError ? reportUsage(error, heirloom, argv) : report(fileError(error) ?? error);
  }
}

function reportUsage(error: CommanderError, heirloom: Command, argv: readonly string[]): number {
  // Help and version are printed and are no errors.
  if (error.exitCode === 0) return 0;
  // Where a command is missing, the help that was printed says it all.
  if (error.code !== 'commander.help') say(`heirloom: ${usageMessage(error, heirloom, argv)}`);
  return EXIT_CODES.usage;
}

/** Says what went wrong, with every problem at its place; returns the exit code. */
export function report(error: unknown): number {
  if (error instanceof HeirloomError) {
    say(`heirloom: ${error.message}`);
    for (const { path, message } of error.problems) say(`  ${path}: ${message}`);
    // What a shell and a scheduler say of a process that SIGTERM ended.
    return error.code === 'interrupted' && error.context.signal === 'SIGTERM' ? TERMINATED : EXIT_CODES[error.code];
  }
  say('heirloom: this is a bug in Heirloom; please report it with what follows.');
  sayLines(String((error as Error)?.stack ?? error));
  return 1;
}

/** What commander prints: help, and nothing of errors, which are said by reportUsage. */
const OUTPUT = {
  writeOut: (text: string) => print(text.replace(/\n$/, '')),
  writeErr: sayLines,
  outputError: () => {},
};

const SITE = 'address of the site: HEIRLOOM_SITE where that is set, else the one that npm start serves here';

/** What a command may set: the exit code of a finding that is not an error (a failed check). */
export type SetExitCode = (code: number) => void;

function program(setExitCode: SetExitCode): Command {
  const heirloom = new Command('heirloom')
    .description('Benchmarks of model collapse: run strategies, check and submit their results, compare them.')
    .option('-V, --version', 'print the versions of Heirloom, Node and the engines, and the commit')
    .on('option:version', () => {
      print(describeVersion());
      throw new CommanderError(0, 'heirloom.version', '');
    })
    .helpCommand(false)
    .showSuggestionAfterError(false)
    .exitOverride()
    .configureOutput(OUTPUT);
  // Commander looks for what is missing before what is misspelt: `--stratgy` would be answered with "no --strategy".
  const required = new Set<Option>();
  const requiredOption = (flags: string, description: string) => {
    const option = new Option(flags, description);
    required.add(option);
    return option;
  };
  heirloom.hook('preAction', (_, action) => {
    const missing = action.options.find(
      (o) => required.has(o) && action.getOptionValue(o.attributeName()) === undefined,
    );
    if (missing) action.error(`error: required option '${missing.flags}' not specified`);
  });
  const command = (usage: string) => heirloom.command(usage).exitOverride().configureOutput(OUTPUT);

  command('list')
    .description('list benchmarks, strategies and metrics')
    .argument('[kind]', 'benchmarks, strategies or metrics')
    .option('--json', 'print JSON')
    .action(async (kind, options) => (await import('./commands/list.ts')).list(kind, options));

  command('show')
    .description('show the card of a benchmark, strategy or metric')
    .argument('<id>')
    .option('--json', 'print JSON')
    .option('--real-sample', 'print instead, as JSON, what the site shows of a benchmark’s real data')
    .action(async (id, options) => (await import('./commands/show.ts')).show(id, options));

  command('run')
    .description('run strategies on benchmarks')
    .argument('<benchmark...>', 'benchmark ids')
    .addOption(
      requiredOption(
        '--strategy <spec...>',
        'id[:name=value,…], several joined with +, a module ./FILE.ts[:name=value,…], or "exec:COMMAND"; may be given more than once; a sweep: ’id:name={a,b,…}’',
      ),
    )
    .option(
      '--learner <command>',
      '"exec:COMMAND": a trainer of your own fits the models, on benchmarks that are measured from samples',
    )
    .addOption(new Option('--tier <tier>', `${TIERS.join(', ')}`).default('quick'))
    .option(
      '--engine <engine>',
      `of benchmarks that train networks: ${ENGINE_IDS.join(', ')} (default: ${DEFAULT_ENGINE})`,
    )
    .addOption(
      new Option(
        '--build <build>',
        `of the kernels of ${DEFAULT_ENGINE}, all with the same results: ${BUILD_REQUESTS.join(', ')}`,
      ).default('fastest'),
    )
    .option('--seeds <n>', 'number of seeds (1, 2, 3, …), or which (11-20); other than the tier’s: not official')
    .option('--generations <g>', 'last generation; other than the tier’s: not official')
    .option('--set <name=value...>', 'benchmark parameter; not official')
    .option('--out <dir>', 'folder for the bundles, one per strategy')
    .option('--resume', 'go on with an interrupted run in --out')
    .option('--add', 'add these benchmarks and strategies to the run in --out')
    .option('--shard <i/n>', 'run the i-th of n parts that take about as long; heirloom merge puts them together')
    .option('--samples <which>', 'whose samples go into the bundle: first (seed) or all', 'first')
    .option(
      '--workers <n>',
      'worker threads (default: one a core that the job was given, and more where seeds would leave cores idle)',
    )
    .option('--verbose', 'name every pair of strategy and benchmark that is not applicable')
    .option('--json', 'print {"runs": [record, …]} on stdout and nothing else')
    .action(async (benchmarks, options) => (await import('./commands/run.ts')).run(benchmarks, options, setExitCode));

  command('attribute')
    .description('split a strategy’s loss over statistical, expressivity and approximation error (Shapley values)')
    .argument('<benchmark>', 'benchmark id')
    .addOption(requiredOption('--strategy <spec>', 'one strategy, as for run'))
    .addOption(new Option('--tier <tier>', `${TIERS.join(', ')}`).default('quick'))
    .addOption(new Option('--build <build>', 'as for run').default('fastest'))
    .option('--seeds <n>', 'number of seeds, other than the tier’s')
    .option('--generations <g>', 'last generation, other than the tier’s')
    .option('--set <name=value...>', 'benchmark parameter to start from')
    .option('--out <dir>', 'folder that keeps all runs, so that an interrupted command can go on')
    .option('--resume', 'go on with an interrupted command in --out')
    .option('--workers <n>', 'worker threads')
    .option('--json', 'print JSON on stdout and nothing else')
    .action(async (benchmark, options) => (await import('./commands/attribute.ts')).attribute(benchmark, options));
  command('again')
    .description('run a bundle’s records again, from its own module where the strategy is one, and compare digests')
    .argument('<bundle>', 'a folder or a .tar.gz')
    .option('--benchmark <id...>', 'only the records of these')
    .option('--workers <n>', 'worker threads')
    .option('--json', 'print JSON')
    .action(async (bundle, options) => (await import('./commands/again.ts')).again(bundle, options, setExitCode));

  command('merge')
    .description('put shards of a run together, or runs of other seeds: the bundles of the whole run')
    .argument('<dir...>', 'folders that run wrote')
    .addOption(requiredOption('--out <dir>', 'folder for the bundles, new or empty'))
    .option('--json', 'print {"runs": [record, …]} on stdout and nothing else')
    .action(async (dirs, options) => (await import('./commands/merge.ts')).merge(dirs, options));

  const create = command('new').description('write something to begin with');
  create
    .command('strategy')
    .description('write a strategy of your own: a module that runs as it is, its types and a README')
    .exitOverride()
    .configureOutput(OUTPUT)
    .argument('<dir>', 'the folder, new or empty; its last name is the strategy’s id')
    .action(async (dir) => (await import('./commands/new.ts')).newStrategyCommand(dir));

  command('conform')
    .description('try a command as an outside strategy (run --strategy exec:COMMAND), and say what would go wrong')
    .argument('<command>', 'as a shell takes it, quoted')
    .option('--learner', 'try it as a learner (run --learner exec:COMMAND)')
    .option('--kind <kind...>', 'only examples of these kinds: rows, pixels, sequences')
    .option('--json', 'print JSON')
    .action(async (text, options) => (await import('./commands/conform.ts')).conform(text, options, setExitCode));

  command('env')
    .description('print the engine, the build of its kernels that this machine uses and why, and the processor')
    .addOption(new Option('--build <build>', 'as for run').default('fastest'))
    .action(async (options) => (await import('./commands/env.ts')).env(options));

  command('report')
    .description('scores of finished runs, or the paired difference of two results')
    .argument('<path...>', 'folders that run wrote, bundles (folders or .tar.gz), or record files')
    .option('--suite <id>', 'rank by the rules of this suite instead of the first that lists all the benchmarks')
    .option('--benchmark <id>', 'rank by this benchmark alone: a site’s board over one benchmark')
    .option('--html <file>', 'also write a self-contained page with charts')
    .option('--json', 'print JSON')
    .action(async (dirs, options) => (await import('./commands/report.ts')).report(dirs, options));

  command('check')
    .description('check a submission bundle offline, with the code that the server runs')
    .argument('<bundle>', 'a folder or a .tar.gz')
    .option('--json', 'print JSON')
    .action(async (bundle, options) => (await import('./commands/check.ts')).check(bundle, options, setExitCode));

  command('submit')
    .description('submit a bundle to a site (token: HEIRLOOM_TOKEN)')
    .argument('<bundle>', 'a folder or a .tar.gz')
    .option('--site <url>', SITE, defaultSite())
    .option('--wait', 'follow until it is verified, or nothing about it is under way')
    .option('--json', 'print JSON')
    .action(async (bundle, options) => (await import('./commands/submit.ts')).submit(bundle, options, setExitCode));

  const token = command('token').description('manage tokens of a site (needs its admin token)');
  const tokenCommand = (usage: string) => token.command(usage).exitOverride().configureOutput(OUTPUT);
  tokenCommand('create')
    .description('make a token that can submit, or manage what others have sent')
    .option('--site <url>', SITE, defaultSite())
    .option('--label <text>', 'what the token is for', 'made with heirloom token create')
    .addOption(
      new Option(
        '--scope <scope>',
        'submit: send bundles, and withdraw what was sent with it; manage: also withdraw, reject and object to all entries',
      )
        .choices(['submit', 'manage'])
        .default('submit'),
    )
    .option('--expires <days>', 'how long it is good (default: until it is revoked)')
    .action(async (options) => (await import('./commands/token.ts')).createToken(options));
  tokenCommand('list')
    .description('list the tokens that were made, without their secrets')
    .option('--site <url>', SITE, defaultSite())
    .option('--json', 'print JSON')
    .action(async (options) => (await import('./commands/token.ts')).listTokens(options));
  tokenCommand('revoke')
    .description('make a token no good from now on; what was sent with it stays')
    .argument('<id>', 'its number in the list')
    .option('--site <url>', SITE, defaultSite())
    .action(async (id, options) => (await import('./commands/token.ts')).revokeToken(id, options));

  command('worker')
    .description('verify what a site was sent: take submissions from its queue (DATABASE_URL) and run them again')
    .addOption(new Option('--slots <n>', 'submissions at once, each a core’s work').default('1'))
    .option('--until-empty', 'end when nothing waits, instead of waiting for more')
    .action(async (options) => (await import('./commands/worker.ts')).worker(options));

  command('withdraw')
    .description(
      'take a submission off a site’s boards (with the token that sent it, or a maintainer’s); its page stays, with the reason',
    )
    .argument('<id>', 'the submission’s id')
    .addOption(requiredOption('--reason <text>', 'why, in one sentence'))
    .addOption(
      new Option('--kind <kind>', 'what happened')
        .choices(['withdrawn', 'rejected', 'superseded'])
        .default('withdrawn'),
    )
    .option('--by <id>', 'for superseded: the submission that takes its place')
    .option('--site <url>', SITE, defaultSite())
    .action(async (id, options) => (await import('./commands/withdraw.ts')).withdraw(id, options));

  command('object')
    .description('object to a submission in public (needs a maintainer’s token); it stays on the boards, marked')
    .argument('<id>', 'the submission’s id')
    .addOption(requiredOption('--reason <text>', 'why, in one sentence'))
    .option('--lift', 'lift the objection instead')
    .option('--site <url>', SITE, defaultSite())
    .action(async (id, options) => (await import('./commands/object.ts')).object(id, options));

  command('requeue')
    .description(
      'put a submission back in line whose verification is parked or was impossible (needs a maintainer’s token)',
    )
    .argument('<id>', 'the submission’s id')
    .addOption(requiredOption('--reason <text>', 'why, in one sentence'))
    .option('--site <url>', SITE, defaultSite())
    .action(async (id, options) => (await import('./commands/requeue.ts')).requeue(id, options));

  const snapshot = command('snapshot').description('take snapshots of a site’s boards, and verify them offline');
  const snapshotCommand = (usage: string) => snapshot.command(usage).exitOverride().configureOutput(OUTPUT);
  snapshotCommand('create')
    .description('have a site take a snapshot of its boards (needs the admin token)')
    .option('--site <url>', SITE, defaultSite())
    .option('--suite <suite>', 'whose boards (default: the newest suite’s)')
    .action(async (options) => (await import('./commands/snapshot.ts')).createSnapshot(options));
  snapshotCommand('verify')
    .description('recompute a snapshot’s digest, scores and ranks from its file, with no network')
    .argument('<file>', 'the snapshot’s JSON')
    .option('--id <id>', 'the id that was cited (default: the one in the file’s name)')
    .action(async (file, options) => (await import('./commands/snapshot.ts')).verify(file, options, setExitCode));
  snapshotCommand('doi')
    .description('register the DOI that a snapshot got when it was deposited (needs the admin token; once)')
    .argument('<id>', 'the snapshot’s id')
    .argument('<doi>', 'such as 10.5281/zenodo.1234567')
    .option('--site <url>', SITE, defaultSite())
    .action(async (id, doi, options) => (await import('./commands/snapshot.ts')).registerDoi(id, doi, options));

  command('help')
    .description('show the help of a command')
    .argument('[command...]', 'a command, and a command of its own after it')
    .action((names: string[]) => commandNamed(heirloom, names).outputHelp());

  return heirloom;
}
