import { getTranslations } from 'next-intl/server';
import type { DoseEntryView, DosesView, FamilyDosesView, ScoreView } from '#leaderboard/views/index.ts';
import { type Locale, localPath } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { boardPath, submissionPath } from '../paths.ts';
import { catalogText } from './catalog-text.ts';
import { DoseChart, type DoseChartProps, type DosePoint } from './dose-chart.tsx';
import { doseColour } from './dose-geometry.ts';
import { type DoseRow, DoseTable } from './dose-table.tsx';
import { Swatch } from './legend.tsx';
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
  const { suite, tier, group, parameter, axis, lines, total, entries, laws } = doses;
  const board = localPath(locale, boardPath({ suite, tier, group, division: 'all', page: 1 }));
  const charts = await chartsOf(locale, doses);
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
      {lines.length > 1 && <Lines lines={lines.map(({ others }, line) => [line, others] as const)} />}
      <div className="charts doses">
        {charts.map(({ caption, legend, ...chart }) => (
          <figure key={chart.title}>
            <figcaption>
              <strong>{chart.title}</strong>
              {caption}
            </figcaption>
            {legend.length > 0 && <Lines lines={legend} />}
            <DoseChart {...chart} />
          </figure>
        ))}
      </div>
      <Numbers doses={doses} locale={locale} />
    </section>
  );
}

type NamedLine = readonly [line: number, name: string];

function Lines({ lines }: { readonly lines: readonly NamedLine[] }) {
  return (
    <ul className="legend">
      {lines.map(([line, name]) => (
        <li key={name}>
          <Swatch colour={doseColour(line)} dash="0" width={2} /> {name}
        </li>
      ))}
    </ul>
  );
}

interface Captioned extends DoseChartProps {
  readonly caption: string;
  /** Where lines are not the family's own. */
  readonly legend: readonly NamedLine[];
}

/** Overall, then each benchmark, each law, and the cost; only what has two points. */
async function chartsOf(locale: Locale, doses: DosesView): Promise<Captioned[]> {
  const t = await getTranslations({ locale, namespace: 'doses' });
  const text = catalogText(locale);
  const { to } = await cellWords(locale);
  const { axis, parameter, entries, laws } = doses;
  const isShare = axis === 'real-share';
  const common = {
    isShare,
    xName: isShare ? t('share') : parameter,
    to,
    comma: PUNCTUATION[locale].comma,
    expected: [],
    caption: '',
    legend: [],
  } as const;
  const nameOf = (benchmark: string): string =>
    text.benchmark(doses.benchmarks.find(({ id }) => id === benchmark) ?? { id: benchmark, name: benchmark }).name;
  const scores = (title: string, score: (entry: DoseEntryView) => ScoreView | undefined): Captioned => ({
    ...common,
    title,
    measure: 'score',
    yName: t('score'),
    points: entries.flatMap((entry) => pointOf(entry, score(entry))),
  });
  const entryOf = new Map(entries.map((entry) => [entry.id, entry]));
  return [
    scores(t('overall'), ({ overall }) => overall),
    ...doses.benchmarks.map(({ id }) => scores(nameOf(id), ({ benchmarks }) => benchmarks[id])),
    ...laws.map(
      ({ benchmark, metric, law, statement, points }): Captioned => ({
        ...common,
        title: t('gap', { benchmark: nameOf(benchmark), metric: text.metric(metric) }),
        caption: t('law', { law, statement }),
        measure: 'score',
        yName: t('score'),
        points: points.flatMap(({ id, value, low, high }) => {
          const entry = entryOf.get(id);
          return entry ? pointOf(entry, { value, low, high }) : [];
        }),
        expected: points.map(({ line, dose, expected }) => [line, brief(dose), brief(expected)]),
      }),
    ),
    ...costChart(entries, {
      ...common,
      title: t('cost'),
      measure: 'amount',
      yName: t('times'),
      names: [t('trained'), t('drawn'), t('calls')],
      colon: PUNCTUATION[locale].colon,
    }),
  ].filter(({ points }) => new Set(points.map(([, dose]) => dose)).size > 1);
}

type Drawn = Pick<ScoreView, 'value' | 'low' | 'high'>;

function pointOf({ id, spec, line, dose, vouched }: DoseEntryView, score: Drawn | undefined): DosePoint[] {
  if (score === undefined || score.value === null) return [];
  const { value, low, high } = score;
  const end = (at: number | null) => (at === null ? null : brief(at));
  return [[line, brief(dose), brief(value), end(low), end(high), vouched ? 1 : 0, spec, id]];
}

type CostWords = Omit<Captioned, 'points'> & { readonly names: readonly string[]; readonly colon: string };

/** What the longest line's entries were trained on, drew and asked; a line each, but of what nobody asked. */
function costChart(entries: readonly DoseEntryView[], { names, colon, ...chart }: CostWords): Captioned[] {
  const own = entries.filter(({ line }) => line === 0);
  const amounts = [
    ({ training }) => training,
    ({ sampled }) => sampled,
    ({ verifierCalls }) => verifierCalls,
  ] as const satisfies readonly ((cost: DoseEntryView['cost']) => number)[];
  const points = amounts.flatMap((amount, series): DosePoint[] =>
    own.some(({ cost }) => amount(cost) > 0)
      ? own.map(({ id, spec, dose, cost, vouched }) => [
          series,
          brief(dose),
          brief(amount(cost)),
          null,
          null,
          vouched ? 1 : 0,
          `${names[series]}${colon}${spec}`,
          id,
        ])
      : [],
  );
  const shown = names.filter((_, series) => points.some(([of]) => of === series));
  return [{ ...chart, points, legend: shown.map((name) => [names.indexOf(name), name] as const) }];
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
