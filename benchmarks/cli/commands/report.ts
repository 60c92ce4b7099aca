import { writeFileSync } from 'node:fs';
import { withFile } from '../../protocol/file-errors.ts';
import { reportJson } from '../report/json.ts';
import { loadResults } from '../report/load.ts';
import { makeReport } from '../report/score.ts';
import { reportText } from '../report/text.ts';

/** Prints scores of finished runs; of exactly two results also their paired difference. */
export async function report(paths: readonly string[], options: { html?: string; json?: boolean }): Promise<void> {
  const { results, skipped } = await loadResults(paths);
  for (const { path, reason } of skipped) process.stderr.write(`Skipped ${path}: ${reason}.\n`);
  const made = await makeReport(results);
  if (options.json) {
    process.stdout.write(`${JSON.stringify(reportJson(made))}\n`);
  } else {
    process.stdout.write(`${reportText(made)}\n`);
  }
  if (options.html !== undefined) {
    const { html } = options;
    const { reportHtml } = await import('../report/html.ts');
    const page = await reportHtml(made);
    withFile(html, () => writeFileSync(html, page));
    process.stderr.write(`Wrote ${html}\n`);
  }
}
