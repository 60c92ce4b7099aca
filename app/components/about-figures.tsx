import { getTranslations } from 'next-intl/server';
import { followed } from '#benchmarks/suite/gaussian-drift/laws.ts';
import { STEP } from '#benchmarks/suite/gaussian-drift/speed.ts';
import figures from '../figures.json' with { type: 'json' };
import type { Locale } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';

const WIDTH = 440;
const HEIGHT = 220;
const LEFT = 34;
const RIGHT = 92;
const BOTTOM = 26;
const TOP = 10;

type Line = readonly number[];

const x = (generation: number, last: number): number => LEFT + ((WIDTH - LEFT - RIGHT) * generation) / last;
const y = (value: number, top: number): number => HEIGHT - BOTTOM - ((HEIGHT - BOTTOM - TOP) * value) / top;

function pathOf(values: Line, top: number): string {
  return `M${values.map((value, g) => `${x(g, values.length - 1).toFixed(1)} ${y(value, top).toFixed(1)}`).join('L')}`;
}

/** The share of seeds that have lost tail and variance, when nothing is done. */
export async function LostFigure({ locale }: { readonly locale: Locale }) {
  const t = await getTranslations({ locale, namespace: 'about.figures' });
  const { lost, seeds, benchmark } = figures;
  const text = t('lost', { seeds, benchmark });
  const last = lost.early.length - 1;
  return (
    <Figure label={text} locale={locale} text={text} title={t('lostTitle')}>
      <Axes labels={['0%', '50%', '100%']} last={last} unit={t('generation')} />
      <path d={pathOf(lost.early, 1)} stroke="var(--series-2)" strokeDasharray="6 3" />
      <path d={pathOf(lost.late, 1)} stroke="var(--series-1)" />
      <Label at={lost.early} shift={-6} text={t('early')} top={1} />
      <Label at={lost.late} shift={14} text={t('late')} top={1} />
    </Figure>
  );
}

/** The gap between the controls and what one strategy closes of it. */
export async function GapFigure({ locale }: { readonly locale: Locale }) {
  const t = await getTranslations({ locale, namespace: 'about.figures' });
  const { lines, seeds, benchmark, metric, strategy } = figures;
  const text = t('gap', { metric, benchmark, seeds, strategy });
  const top = Math.max(...lines.replace);
  const last = lines.replace.length - 1;
  const closed = `${pathOf(lines.replace, top)}L${[...lines.strategy]
    .map((value, g) => `${x(g, last).toFixed(1)} ${y(value, top).toFixed(1)}`)
    .reverse()
    .join('L')}Z`;
  return (
    <Figure label={text} locale={locale} text={text} title={t('gapTitle')}>
      <Axes labels={['0', (top / 2).toPrecision(2), top.toPrecision(2)]} last={last} unit={t('generation')} />
      <path className="area" d={closed} />
      <path d={pathOf(lines.replace, top)} stroke="var(--control)" strokeWidth="2.4" />
      <path d={pathOf(lines.oracle, top)} stroke="var(--control)" strokeDasharray="7 4" strokeWidth="2.4" />
      <path d={pathOf(lines.strategy, top)} stroke="var(--series-3)" />
      <Label at={lines.replace} shift={4} text="replace" top={top} />
      <Label at={lines.oracle} shift={4} text="oracle" top={top} />
      <Label at={lines.strategy} shift={4} text={strategy} top={top} />
    </Figure>
  );
}

/** Where a moving world is after ten generations, and who follows: law 7, for 100 examples a generation. */
const FOLLOWED = { sampleSize: 100, generations: 10, shares: [0.1, 0.2] } as const;

interface NamedLine {
  readonly name: string;
  readonly values: Line;
  readonly stroke: string;
  readonly dashes?: string;
  /** How far below the line's end its name stands. */
  readonly shift: number;
}

/** How far models lie from a world that moves, by the share of fresh data that they get. */
export async function FollowingFigure({ locale }: { readonly locale: Locale }) {
  const t = await getTranslations({ locale, namespace: 'about.figures' });
  const { sampleSize, generations, shares } = FOLLOWED;
  const overGenerations = (distance: (generation: number) => number): Line =>
    Array.from({ length: generations + 1 }, (_, generation) => distance(generation));
  const following = (share: number): Line =>
    overGenerations((generation) => {
      const { lag, spread } = followed(sampleSize, share, generation);
      return Math.sqrt(lag * lag + spread);
    });
  // Replace and freeze nearly coincide: their names stand below each other.
  const lines: readonly NamedLine[] = [
    { name: 'replace', values: following(0), stroke: 'var(--control)', shift: 4 },
    {
      name: 'freeze',
      // Generation 0's model, for ever.
      values: overGenerations((generation) => Math.hypot(STEP * generation, 1 / Math.sqrt(sampleSize))),
      stroke: 'var(--series-1)',
      dashes: '6 3',
      shift: 17,
    },
    ...shares.map((share, index) => ({
      name: t('fresh', { share }),
      values: following(share),
      stroke: `var(--series-${index + 2})`,
      shift: 4,
    })),
    { name: 'oracle', values: following(1), stroke: 'var(--control)', dashes: '7 4', shift: 4 },
  ];
  const top = 2;
  return (
    <Figure
      label={t('following')}
      locale={locale}
      source={t('followingSource')}
      text={t('following')}
      title={t('followingTitle')}
    >
      <Axes labels={['0', '1σ', '2σ']} last={generations} unit={t('generation')} />
      {lines.map(({ name, values, stroke, dashes }) => (
        <path d={pathOf(values, top)} key={name} stroke={stroke} strokeDasharray={dashes} />
      ))}
      {lines.map(({ name, values, shift }) => (
        <Label at={values} key={name} shift={shift} text={name} top={top} />
      ))}
    </Figure>
  );
}

interface FigureProps {
  readonly locale: Locale;
  readonly title: string;
  readonly text: string;
  readonly label: string;
  /** Where its numbers come from, if it is not the reference results. */
  readonly source?: string;
  readonly children: React.ReactNode;
}

async function Figure({ locale, title, text, label, source, children }: FigureProps) {
  const t = await getTranslations({ locale, namespace: 'about.figures' });
  return (
    <figure className="about-figure">
      <figcaption>
        <strong>{title}</strong>
        {text}{' '}
        {source ?? t('source', { command: figures.command, digests: figures.digests.join(PUNCTUATION[locale].list) })}
      </figcaption>
      <svg aria-label={label} role="img" viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
        {children}
      </svg>
    </figure>
  );
}

/** `labels`: of the least, the middle and the greatest value. */
function Axes({
  last,
  labels,
  unit,
}: {
  readonly last: number;
  readonly labels: readonly string[];
  readonly unit: string;
}) {
  const bottom = HEIGHT - BOTTOM;
  return (
    <>
      <path className="axis" d={`M${LEFT} ${bottom}H${WIDTH - RIGHT}M${LEFT} ${TOP}V${bottom}`} />
      {labels.map((label, index) => (
        <text key={label} textAnchor="end" x={LEFT - 5} y={bottom + 4 - ((bottom - TOP) * index) / (labels.length - 1)}>
          {label}
        </text>
      ))}
      {[0, Math.round(last / 2), last].map((generation) => (
        <text key={generation} textAnchor="middle" x={x(generation, last)} y={HEIGHT - 8}>
          {generation === last ? `${unit} ${generation}` : generation}
        </text>
      ))}
    </>
  );
}

/** A line's name at its end. */
function Label({
  at,
  top,
  text,
  shift,
}: {
  readonly at: Line;
  readonly top: number;
  readonly text: string;
  readonly shift: number;
}) {
  const last = at.length - 1;
  return (
    <text className="name" x={x(last, last) + 6} y={y(at[last] ?? 0, top) + shift}>
      {text}
    </text>
  );
}
