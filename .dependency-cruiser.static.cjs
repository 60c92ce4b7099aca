/**
 * What is loaded without being asked for: the same graph as .dependency-cruiser.cjs without its lazy imports (`load()`,
 * commands). A second file because dependency-cruiser cannot leave them out for one rule only.
 */
const house = require('./.dependency-cruiser.cjs');

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'tensors-only-on-demand',
      comment: 'Neither the site nor a listing may load the tensor engine: it costs seconds and hundreds of megabytes.',
      severity: 'error',
      from: {
        path: '^(app/|leaderboard/(?!verification/)|benchmarks/cli/(main|commands/(list|show|check|submit|report))[.]ts$)',
      },
      to: { path: '(^|node_modules/)@tensorflow/', reachable: true },
    },
    {
      name: 'listings-load-no-plugin',
      comment: 'A listing reads cards. Plugin code that it loads would make every command slower.',
      severity: 'error',
      from: { path: '^(app/|benchmarks/cli/commands/(list|show|check|submit)[.]ts$)' },
      to: { path: '^benchmarks/(suite|strategies)/[^/]+/index[.]ts$|^benchmarks/(learners|data)/', reachable: true },
    },
    {
      name: 'scripts-before-installation',
      comment:
        'These begin before anything is installed, so they may begin with no package and none of our TypeScript: that is for tools/.',
      severity: 'error',
      from: { path: '^scripts/[^/]+[.]mjs$' },
      to: { path: '(^|/)node_modules/|^(tools|benchmarks|leaderboard|app|test)/', reachable: true },
    },
  ],
  options: { ...house.options, tsPreCompilationDeps: false, exclude: { ...house.options.exclude, dynamic: true } },
};
