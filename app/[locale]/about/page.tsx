import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DIVISIONS } from '../../../benchmarks/protocol/regime.ts';
import { Shell } from '../../components/shell.tsx';
import { localeOf } from '../../i18n/locales.ts';
import { everyLocale, requireLocale } from '../../i18n/page-locale.ts';

interface Props {
  readonly params: Promise<{ readonly locale: string }>;
}

export const generateStaticParams = everyLocale;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: localeOf((await params).locale), namespace: 'about' });
  return { title: t('title') };
}

export default async function AboutPage({ params }: Props) {
  const locale = requireLocale((await params).locale);
  const words = await getTranslations({ locale, namespace: 'board' });
  return (
    <Shell locale={locale} path="/about" section="about">
      <div className="prose">
        <h1>How it works</h1>
        <p className="lede">
          A model is fitted to real data. The next is fitted to what the first one produced, and so on. What is lost on
          the way, and which remedies keep it?
        </p>
        <h2>The protocol</h2>
        <p>
          For each seed, real data are drawn once and generation 0 is fitted to them, the same for every strategy, bit
          for bit. From then on the strategy composes each generation’s training set, from samples of earlier models and
          what its division allows. The same learner is fitted, and every metric is measured against the truth, which
          the strategy never sees. The harness, not the strategy, writes the ledger of what was used.
        </p>
        <h2>The score</h2>
        <p>
          Two controls anchor it. <em>Replace</em> does nothing: each generation trains on the last one’s samples alone.{' '}
          <em>Oracle</em> gets fresh real data of the same size every time. A strategy’s score is the share of the gap
          between them that it closes, in the mean over all generations, on the same seeds: 0 is as bad as replace, 100
          as good as oracle.
        </p>
        <p>
          Every score has a 95% interval from a jackknife over the seeds. Rank intervals hold for all entries of a board
          at once: where they overlap, the data can’t separate the entries, and the board doesn’t pretend to.
        </p>
        <h2>Divisions</h2>
        <p>
          Ranks are given only among strategies with the same rights. The first of these that admits a run’s ledger is
          its division:
        </p>
        <dl className="columns-help">
          {DIVISIONS.map((division) => (
            <div key={division}>
              <dt>{division}</dt>
              <dd>{words(`divisions.${division}`)}</dd>
            </div>
          ))}
        </dl>
        <h2>Trust</h2>
        <p>
          Every run has a digest over everything it claims. On the same engine anyone gets the same digest from the
          command on the entry’s page. What others report is checked for form, arithmetic and ledger, and listed; only
          what this site’s owner ran is ranked, until the site can run entries again itself.
        </p>
      </div>
    </Shell>
  );
}
