import { getTranslations } from 'next-intl/server';
import type { DosesView, FamilyDosesView } from '#leaderboard/views/index.ts';
import { familyDoseFigures } from '../charts/dose-figures.ts';
import { type Locale, localPath } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { boardPath, familyDosesFigurePath, submissionPath } from '../paths.ts';
import { catalogText } from './catalog-text.ts';
import { ChartFigure } from './chart-figure.tsx';
import { chartWords } from './chart-words.ts';
import { type DoseRow, DoseTable } from './dose-table.tsx';
import { placeWords } from './place-words.ts';
import { cellWords, outsideWords, reasons } from './score-words.ts';
import { brief, packScore } from './table-rows.ts';

interface Props {
  readonly locale: Locale;
  readonly family: FamilyDosesView;
}

/** Scores and costs of a family against its doses; where there are not two, what is missing. Nothing of a strategy without a number. */
export async function StrategyDoses({ locale, family: { doses, parameter, command } }: Props) {
  const t = await getTranslations({ locale, namespace: 'doses' });
  if (doses !== null) return <Doses doses={doses} locale={locale} />;
  if (parameter === null || command === null) return null;
  return (
    <section aria-labelledby="doses">
      <h2 id="doses">{t('title')}</h2>
      <p className="prose">{t('oneDose', { parameter })}</p>
      <pre>{command}</pre>
    </section>
  );
}

interface DosesProps {
  readonly locale: Locale;
  readonly doses: DosesView;
}

async function Doses({ locale, doses }: DosesProps) {
  const t = await getTranslations({ locale, namespace: 'doses' });
  const { suite, tier, group, parameter, axis, total, entries, laws } = doses;
  const board = localPath(locale, boardPath({ suite, tier, group, division: 'all', page: 1 }));
  const words = await chartWords(locale);
  return (
    <section aria-labelledby="doses">
      <h2 id="doses">{t('title')}</h2>
      <p className="small muted prose">
        {t.rich('text', {
          suite,
          tier,
          axis: axis === 'real-share' ? 'share' : 'other',
          parameter,
          board: (words) => <a href={board}>{words}</a>,
        })}{' '}
        {entries.length < total && t('more', { shown: entries.length, total })} {laws.length > 0 && t('lawText')}
      </p>
      <div className="charts">
        {familyDoseFigures(doses, locale).map(({ chart, figure: { title }, caption }) => (
          <ChartFigure alt={title} key={chart} src={familyDosesFigurePath(doses, chart, locale)} words={words}>
            {caption !== '' && <figcaption>{caption}</figcaption>}
          </ChartFigure>
        ))}
      </div>
      <Numbers doses={doses} locale={locale} />
    </section>
  );
}

async function Numbers({ locale, doses }: DosesProps) {
  const t = await getTranslations({ locale, namespace: 'doses' });
  const labels = await getTranslations({ locale, namespace: 'board.labels' });
  const text = catalogText(locale);
  const why = await reasons(locale);
  const place = await placeWords(locale);
  const outside = await outsideWords(locale);
  const { benchmarks, laws, parameter } = doses;
  const names = benchmarks.map((benchmark) => text.benchmark(benchmark).name);
  const expected = laws.map(({ law, benchmark, metric }) => {
    const name = names[benchmarks.findIndex(({ id }) => id === benchmark)] ?? benchmark;
    return `${t('columns.expected')}${PUNCTUATION[locale].brackets([law, name, text.metric(metric)].join(PUNCTUATION[locale].comma))}`;
  });
  const rows = doses.entries.map((entry): DoseRow => {
    const { id, spec, value, cost, overall, label } = entry;
    const about = [place(entry), entry.outside ? outside : '', label === 'reported' ? labels('reported') : ''];
    return {
      id,
      spec,
      line: about.filter(Boolean).join(' · '),
      value,
      realShare: brief(cost.realShare),
      cost: [brief(cost.training), brief(cost.sampled), brief(cost.verifierCalls)],
      scores: [overall, ...benchmarks.map((benchmark) => entry.benchmarks[benchmark.id])].map((score) =>
        packScore(score, why),
      ),
      expected: laws.map(({ points }) => {
        const point = points.find((own) => own.id === id);
        return point ? brief(point.expected) : null;
      }),
    };
  });
  return (
    <details>
      <summary>{t('table')}</summary>
      <DoseTable
        columns={[
          t('columns.entry'),
          parameter,
          t('columns.real'),
          t('overall'),
          t('trained'),
          t('drawn'),
          t('calls'),
          ...names,
          ...expected,
        ]}
        pathPrefix={localPath(locale, submissionPath(''))}
        rows={rows}
        words={await cellWords(locale)}
      />
    </details>
  );
}
