import { writeFileSync } from 'node:fs';
import { withFile } from '../../protocol/file-errors.ts';
import { loadResults } from '../report/load.ts';
import { makeReport } from '../report/score.ts';
import { reportText } from '../report/text.ts';

/** Prints scores of finished runs; of exactly two results also their paired difference. */
export async function report(paths: readonly string[], options: { html?: string; json?: boolean }): Promise<void> {
  const made = makeReport(loadResults(paths));
  if (options.json) {
    const { tier, board, comparison } = made;
    process.stdout.write(`${JSON.stringify({ tier, board, comparison })}\n`);
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
