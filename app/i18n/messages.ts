/** All messages, by language and area. The English ones say which keys there are. */
import aboutEn from '../messages/en/about.json' with { type: 'json' };
import apiEn from '../messages/en/api.json' with { type: 'json' };
import benchmarksEn from '../messages/en/benchmarks.json' with { type: 'json' };
import boardEn from '../messages/en/board.json' with { type: 'json' };
import commonEn from '../messages/en/common.json' with { type: 'json' };
import compareEn from '../messages/en/compare.json' with { type: 'json' };
import dosesEn from '../messages/en/doses.json' with { type: 'json' };
import errorEn from '../messages/en/error.json' with { type: 'json' };
import snapshotsEn from '../messages/en/snapshots.json' with { type: 'json' };
import strategiesEn from '../messages/en/strategies.json' with { type: 'json' };
import submissionEn from '../messages/en/submission.json' with { type: 'json' };
import submitEn from '../messages/en/submit.json' with { type: 'json' };
import verificationEn from '../messages/en/verification.json' with { type: 'json' };
import viewerEn from '../messages/en/viewer.json' with { type: 'json' };
import whoseOutputEn from '../messages/en/whose-output.json' with { type: 'json' };
import aboutZh from '../messages/zh/about.json' with { type: 'json' };
import apiZh from '../messages/zh/api.json' with { type: 'json' };
import benchmarksZh from '../messages/zh/benchmarks.json' with { type: 'json' };
import boardZh from '../messages/zh/board.json' with { type: 'json' };
import commonZh from '../messages/zh/common.json' with { type: 'json' };
import compareZh from '../messages/zh/compare.json' with { type: 'json' };
import dosesZh from '../messages/zh/doses.json' with { type: 'json' };
import errorZh from '../messages/zh/error.json' with { type: 'json' };
import snapshotsZh from '../messages/zh/snapshots.json' with { type: 'json' };
import strategiesZh from '../messages/zh/strategies.json' with { type: 'json' };
import submissionZh from '../messages/zh/submission.json' with { type: 'json' };
import submitZh from '../messages/zh/submit.json' with { type: 'json' };
import verificationZh from '../messages/zh/verification.json' with { type: 'json' };
import viewerZh from '../messages/zh/viewer.json' with { type: 'json' };
import whoseOutputZh from '../messages/zh/whose-output.json' with { type: 'json' };
import type { Locale } from './locales.ts';

const en = {
  about: aboutEn,
  api: apiEn,
  benchmarks: benchmarksEn,
  board: boardEn,
  common: commonEn,
  compare: compareEn,
  doses: dosesEn,
  error: errorEn,
  snapshots: snapshotsEn,
  verification: verificationEn,
  strategies: strategiesEn,
  submission: submissionEn,
  submit: submitEn,
  viewer: viewerEn,
  'whose-output': whoseOutputEn,
};

const zh: Messages = {
  about: aboutZh,
  api: apiZh,
  benchmarks: benchmarksZh,
  board: boardZh,
  common: commonZh,
  compare: compareZh,
  doses: dosesZh,
  error: errorZh,
  snapshots: snapshotsZh,
  verification: verificationZh,
  strategies: strategiesZh,
  submission: submissionZh,
  submit: submitZh,
  viewer: viewerZh,
  'whose-output': whoseOutputZh,
};

export type Messages = typeof en;
export const MESSAGES: Readonly<Record<Locale, Messages>> = { en, zh };
