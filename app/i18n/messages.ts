/** All messages, by language and area. The English ones say which keys there are. */

import about from '../messages/en/about.json' with { type: 'json' };
import board from '../messages/en/board.json' with { type: 'json' };
import common from '../messages/en/common.json' with { type: 'json' };
import snapshots from '../messages/en/snapshots.json' with { type: 'json' };
import submission from '../messages/en/submission.json' with { type: 'json' };
import aboutZh from '../messages/zh/about.json' with { type: 'json' };
import boardZh from '../messages/zh/board.json' with { type: 'json' };
import commonZh from '../messages/zh/common.json' with { type: 'json' };
import snapshotsZh from '../messages/zh/snapshots.json' with { type: 'json' };
import submissionZh from '../messages/zh/submission.json' with { type: 'json' };
import type { Locale } from './locales.ts';

const en = { about, board, common, snapshots, submission };
const zh: Messages = {
  about: aboutZh,
  board: boardZh,
  common: commonZh,
  snapshots: snapshotsZh,
  submission: submissionZh,
};

export type Messages = typeof en;
export const MESSAGES: Readonly<Record<Locale, Messages>> = { en, zh };
