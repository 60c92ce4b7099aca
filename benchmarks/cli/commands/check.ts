import { checkBundleAt } from '../../bundle/check.ts';
import { formatReport, reportToJson } from '../../bundle/format-problems.ts';
import { EXIT_CODES } from '../../protocol/errors.ts';
import { print } from '../../protocol/print.ts';
import type { SetExitCode } from '../main.ts';

/** Checks a bundle offline; exit code 4 where it does not pass. */
export async function check(path: string, options: { json?: boolean }, setExitCode: SetExitCode): Promise<void> {
  const report = await checkBundleAt(path, { mayBeLight: true });
  print(options.json ? JSON.stringify(reportToJson(report), null, 2) : formatReport(report));
  if (!report.ok) setExitCode(EXIT_CODES['check-failed']);
}
