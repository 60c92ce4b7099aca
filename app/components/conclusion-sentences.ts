/** The sentences of a comparison's conclusions, in the page's language. */
import type { getTranslations } from 'next-intl/server';
import type { DifferenceConclusion, Interval, Lack } from '#leaderboard/views/index.ts';
import { formatPoints } from '../format.ts';

type Translate = Awaited<ReturnType<typeof getTranslations<'compare.conclusions'>>>;

/** The names of the two. */
interface Both {
  readonly first: string;
  readonly second: string;
}

/** What the difference of two mean scores says; the one that is ahead comes first. */
export function differenceText(t: Translate, conclusion: DifferenceConclusion, { first, second }: Both): string {
  const { kind, scope, points, interval, each, benchmarks } = conclusion;
  const count = benchmarks.length;
  if (interval === null) return t('noInterval', { first, second, points: formatPoints(points), count });
  const isSwapped = kind === 'ahead' && points < 0;
  const range = ([low, high]: Interval): [string, string] =>
    isSwapped ? [formatPoints(-high), formatPoints(-low)] : [formatPoints(low), formatPoints(high)];
  const [low, high] = range(interval);
  const [least, most] = range(each);
  const values = {
    first: isSwapped ? second : first,
    second: isSwapped ? first : second,
    points: formatPoints(isSwapped ? -points : points),
    ...{ low, high, count },
  };
  if (scope === 'overall') return kind === 'ahead' ? t('ahead', values) : t('undecided', values);
  return kind === 'ahead'
    ? t('commonAhead', { ...values, least, most })
    : t('commonUndecided', { ...values, least, most });
}

/** Why the overall difference lacks some benchmarks. */
export function lackText(t: Translate, why: Lack, benchmarks: string, { first, second }: Both): string {
  switch (why) {
    case 'neither-ran':
      return t('lacks.neitherRan', { benchmarks });
    case 'first-did-not-run':
      return t('lacks.didNotRun', { who: first, benchmarks });
    case 'second-did-not-run':
      return t('lacks.didNotRun', { who: second, benchmarks });
    case 'settings':
      return t('lacks.settings', { benchmarks });
    case 'stopped':
      return t('lacks.stopped', { benchmarks });
    case 'no-common-seeds':
      return t('lacks.noCommonSeeds', { benchmarks });
    case 'no-controls':
      return t('lacks.noControls', { benchmarks });
    case 'controls-stopped':
      return t('lacks.controlsStopped', { benchmarks });
    case 'not-separable':
      return t('lacks.notSeparable', { benchmarks });
  }
}
