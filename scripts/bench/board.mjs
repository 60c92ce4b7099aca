/** The board with a thousand submissions against the smallest static page of the same server, in alternating rounds. */
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import autocannon from 'autocannon';
import { packBundle } from '../../benchmarks/bundle/pack.ts';
import { distDir } from '../setup/build.mjs';
import { setUpSite } from '../setup.mjs';
import { completeDraft } from '../start/bundles.mjs';
import { findPort, localUrl } from '../start/port.mjs';
import { serve, untilHealthy } from '../start/serve.mjs';
import { ended, startNode } from '../support/children.mjs';
import { inRoot } from '../support/root.mjs';
import { SetupError, say } from '../support/steps.mjs';
import { heirloom } from './heirloom.mjs';
import { alternate, median, medianRatio } from './measure.mjs';
import { openVariants } from './variants.mjs';

const SUBMISSIONS = 1000;
const BENCHMARKS = ['gaussian', 'regression', 'word-frequencies', 'gmm-2d', 'ngram-text'];
const STRATEGIES = ['replace', 'oracle', 'temperature'];
const BOARD = '/board/0.1/quick/all/1';
const CONNECTIONS = 10;
const SECONDS_A_ROUND = 8;
const ROUNDS = 3;
const FIRST_PORT = 3600;
const SHOWN_WITHIN_MS = 30_000;

export async function benchBoard({ workDir }) {
  await setUpSite();
  const seeded = await seededDirectory();
  // A copy: what the benchmark stores must not be there the next time.
  const dataDir = path.join(workDir, 'board');
  cpSync(seeded.dataDir, dataDir, { recursive: true });
  const port = await findPort(FIRST_PORT, '127.0.0.1');
  const url = localUrl('127.0.0.1', port);
  const server = serve({ host: '127.0.0.1', port, dataDir });
  try {
    await untilHealthy(url, server);
    return [...(await load(url)), await freshness(url, dataDir, seeded.runs, workDir)];
  } finally {
    const gone = ended(server);
    server.kill('SIGTERM');
    await gone;
  }
}

/** Made once for a schema; the runs and the database are kept in artifacts/. */
async function seededDirectory() {
  const key = createHash('sha256')
    .update(readFileSync(inRoot('prisma', 'schema.prisma')))
    .update(String(SUBMISSIONS))
    .digest('hex')
    .slice(0, 12);
  const folder = inRoot('artifacts', `bench-board-${key}`);
  const [runs, dataDir] = [path.join(folder, 'runs'), path.join(folder, 'data')];
  if (existsSync(dataDir)) return { runs, dataDir };
  mkdirSync(folder, { recursive: true });
  say('  three real runs, and variants of them; this takes some minutes the first time');
  await heirloom(['run', ...BENCHMARKS, '--strategy', ...STRATEGIES, '--tier', 'quick', '--out', runs, '--resume']);
  for (const id of STRATEGIES) completeDraft(path.join(runs, id), { title: id, description: '' });
  const draft = `${dataDir}.draft`;
  rmSync(draft, { recursive: true, force: true });
  const env = { ...process.env, HEIRLOOM_DATA: draft };
  delete env.DATABASE_URL;
  const { code } = await ended(
    startNode([inRoot('scripts', 'bench', 'seed-board.mjs'), runs, String(SUBMISSIONS)], { env }),
  );
  if (code !== 0) throw new SetupError(`Filling the database ended with exit code ${code}; see above.`);
  renameSync(draft, dataDir);
  return { runs, dataDir };
}

async function load(url) {
  const page = await smallestStaticPage(url);
  const board = await fetch(`${url}${BOARD}`);
  const size = (await board.text()).length;
  if (!board.ok) throw new Error(`${BOARD} answered ${board.status}.`);
  const { total } = await (await fetch(`${url}/api/v1/leaderboard?tier=quick`)).json();
  if (total < SUBMISSIONS) throw new Error(`The board has ${total} rows; expected ${SUBMISSIONS}.`);
  /** Results of all rounds, warm-up included. */
  const results = { board: [], page: [] };
  const fire = (name, target) => async () => {
    const result = await autocannon({ url: `${url}${target}`, connections: CONNECTIONS, duration: SECONDS_A_ROUND });
    if (result.non2xx + result.errors + result.timeouts > 0) {
      throw new Error(
        `${target}: ${result.non2xx} answers were no success, ${result.errors} errors, ${result.timeouts} timeouts.`,
      );
    }
    results[name].push(result);
    return result.requests.average;
  };
  const measured = await alternate({ board: fire('board', BOARD), page: fire('page', page) }, { rounds: ROUNDS });
  const p99 = median(results.board.slice(1).map(({ latency }) => latency.p99));
  const note = `${CONNECTIONS} connections, ${SUBMISSIONS} submissions; ${median(measured.board).toFixed(0)}/s (${(size / 1000).toFixed(0)} kB) against ${median(measured.page).toFixed(0)}/s of ${page}`;
  return [
    {
      name: 'board requests',
      value: medianRatio(measured.board, measured.page),
      unit: '× smallest static page',
      target: { atLeast: 0.5 },
      note,
    },
    { name: 'board requests', value: median(measured.board), unit: '/s' },
    { name: 'board, 99th percentile', value: p99, unit: 'ms', note: 'of the same load' },
  ];
}

/** The prerendered page with the fewest bytes; not one that says that something isn't there. */
async function smallestStaticPage(url) {
  const root = inRoot(distDir(), 'server', 'app');
  const pages = readdirSync(root, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.html') && !name.startsWith('_'))
    .map((name) => ({ address: `/${name.replace(/\.html$/, '')}`, bytes: statSync(path.join(root, name)).size }))
    .sort((a, b) => a.bytes - b.bytes);
  for (const { address } of pages) if ((await fetch(`${url}${address}`)).ok) return address;
  throw new Error(`There is no static page in ${root}.`);
}

/** How long it takes from the answer to a submission until the board has it. */
async function freshness(url, dataDir, runs, workDir) {
  const bundles = {
    replace: path.join(runs, 'replace'),
    oracle: path.join(runs, 'oracle'),
    base: path.join(runs, 'temperature'),
  };
  const folder = path.join(workDir, 'fresh');
  // A variant that the seeded database does not have.
  (await openVariants(bundles)).write(0, SUBMISSIONS * 2 + 1, folder);
  const archive = path.join(workDir, 'fresh.tar.gz');
  const submission = JSON.parse(readFileSync(path.join(folder, 'submission.json'), 'utf8'));
  writeFileSync(path.join(folder, 'submission.json'), JSON.stringify({ ...submission, title: 'Fresh' }));
  await packBundle(folder, archive);
  const token = readFileSync(path.join(dataDir, 'token'), 'utf8').trim();
  await fetch(`${url}${BOARD}`);
  const response = await fetch(`${url}/api/v1/submissions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/gzip' },
    body: readFileSync(archive),
  });
  if (response.status !== 201)
    throw new Error(`The submission was answered ${response.status}: ${await response.text()}`);
  const answeredAt = performance.now();
  const rows = `of ${SUBMISSIONS + 1} rows`;
  for (let asked = 1; performance.now() - answeredAt < SHOWN_WITHIN_MS; asked++) {
    const html = (await (await fetch(`${url}${BOARD}`)).text()).replaceAll('<!-- -->', '').replaceAll(',', '');
    if (!html.includes(String(SUBMISSIONS + 1))) continue;
    const ms = (performance.now() - answeredAt).toFixed(0);
    const note = `asked for ${rows} right after its answer; ${ms} ms, rendering included`;
    return { name: 'a new submission shows in', value: asked, unit: 'th answer', target: { atMost: 1 }, note };
  }
  throw new Error(`The board did not show ${rows} within ${SHOWN_WITHIN_MS / 1000} s.`);
}
