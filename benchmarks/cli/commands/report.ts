import { writeFileSync } from 'node:fs';
import { withFile } from '../../protocol/file-errors.ts';
import { print, say } from '../../protocol/print.ts';
import { reportJson } from '../report/json.ts';
import { loadResults, onBenchmark } from '../report/load.ts';
import { makeReport } from '../report/score.ts';
import { reportText } from '../report/text.ts';

/** Prints scores of finished runs; of exactly two results also their paired difference. */
export async function report(
  paths: readonly string[],
  options: { html?: string; json?: boolean; suite?: string; benchmark?: string },
): Promise<void> {
  const loaded = await loadResults(paths);
  const { results, skipped } = options.benchmark === undefined ? loaded : onBenchmark(loaded, options.benchmark);
  for (const { path, reason } of skipped) say(`Skipped ${path}: ${reason}.`);
  const made = await makeReport(results, options.suite);
  if (options.json) {
    print(JSON.stringify(reportJson(made)));
  } else {
    print(reportText(made));
  }
  if (options.html !== undefined) {
    const { html } = options;
    const { reportHtml } = await import('../report/html.ts');
    const page = reportHtml(made);
    withFile(html, () => writeFileSync(html, page));
    say(`Wrote ${html}`);
  }
}
