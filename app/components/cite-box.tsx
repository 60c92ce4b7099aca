import { getTranslations } from 'next-intl/server';
import type { CitationView } from '#leaderboard/views/index.ts';
import type { Locale } from '../i18n/locales.ts';
import { CopyButton } from './copy-button.tsx';

interface Props {
  readonly locale: Locale;
  readonly title: string;
  /** What to know before citing. */
  readonly note?: React.ReactNode;
  readonly citations: readonly CitationView[];
  /** Where a citation can be downloaded; missing where it can't. */
  readonly filePath?: (format: CitationView['format']) => string;
}

/** Citations, each to be copied with one click, or downloaded. They can be read and selected without JavaScript. */
export async function CiteBox({ locale, title, note, citations, filePath }: Props) {
  const t = await getTranslations({ locale, namespace: 'snapshots' });
  return (
    <section className="cite-box">
      <h2 id="cite">{title}</h2>
      {note !== undefined && <p className="small prose">{note}</p>}
      {citations.map(({ format, name, text }, index) => (
        <details key={format} open={index === 0}>
          <summary>{name}</summary>
          <pre>{text.trimEnd()}</pre>
          <p className="small">
            <CopyButton done={t('copied')} label={t('copy')} text={text} />{' '}
            {filePath && <a href={filePath(format)}>{t('download')}</a>}
          </p>
        </details>
      ))}
    </section>
  );
}
