import { getTranslations } from 'next-intl/server';
import type { CitationView } from '#leaderboard/views/index.ts';
import type { Locale } from '../i18n/locales.ts';
import { snapshotFilePath } from '../paths.ts';
import { CopyButton } from './copy-button.tsx';

interface Props {
  readonly locale: Locale;
  readonly id: string;
  readonly citations: readonly CitationView[];
}

/** A snapshot's citations, each to be copied with one click or downloaded. It can be read and selected without JavaScript. */
export async function CiteBox({ locale, id, citations }: Props) {
  const t = await getTranslations({ locale, namespace: 'snapshots' });
  return (
    <section className="cite-box">
      <h2 id="cite">{t('cite')}</h2>
      {citations.map(({ format, name, text }, index) => (
        <details key={format} open={index === 0}>
          <summary>{name}</summary>
          <pre>{text.trimEnd()}</pre>
          <p className="small">
            <CopyButton done={t('copied')} label={t('copy')} text={text} />{' '}
            <a href={snapshotFilePath(id, format)}>{t('download')}</a>
          </p>
        </details>
      ))}
    </section>
  );
}
