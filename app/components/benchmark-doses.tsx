import { getTranslations } from 'next-intl/server';
import type { BenchmarkView } from '#leaderboard/views/index.ts';
import { benchmarkDosesFigure } from '../charts/dose-figures.ts';
import { readBenchmarkDoses } from '../data.ts';
import type { Locale } from '../i18n/locales.ts';
import { boardDosesFigurePath } from '../paths.ts';
import { ChartFigure } from './chart-figure.tsx';
import { chartWords } from './chart-words.ts';

interface Props {
  readonly locale: Locale;
  readonly benchmark: Pick<BenchmarkView, 'id' | 'name' | 'suite' | 'tier'>;
}

/** What more real data buys on a benchmark, family by family; nothing where none was run with two doses of it. */
export async function BenchmarkDoses({ locale, benchmark }: Props) {
  const { id, suite, tier } = benchmark;
  const figure = benchmarkDosesFigure(await readBenchmarkDoses(suite, tier, id), benchmark, locale);
  if (figure === null) return null;
  const t = await getTranslations({ locale, namespace: 'doses' });
  return (
    <section aria-labelledby="doses">
      <h2 id="doses">{t('title')}</h2>
      <p className="small muted prose">{t('benchmarkText')}</p>
      <ChartFigure
        alt={figure.title}
        size="wide"
        src={boardDosesFigurePath({ suite, tier, division: 'all', group: 'all' }, locale, id)}
        words={await chartWords(locale)}
      />
    </section>
  );
}
