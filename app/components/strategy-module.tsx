import { getTranslations } from 'next-intl/server';
import { readModule } from '../data.ts';
import type { Locale } from '../i18n/locales.ts';

interface Props {
  /** Of the submission. */
  readonly id: string;
  readonly locale: Locale;
}

/** The source of a submission's strategy with its licence, where it is a module. */
export async function StrategyModule({ id, locale }: Props) {
  const module = await readModule(id);
  if (module === null) return null;
  const t = await getTranslations({ locale, namespace: 'submission.module' });
  const { path, sha256, source, licence } = module;
  return (
    <>
      <h2>{t('title')}</h2>
      <p className="prose">{t('text', { licence })}</p>
      <details>
        <summary>{t('show', { path })}</summary>
        <pre>
          <code>{source}</code>
        </pre>
        <p className="small digest">SHA-256 {sha256}</p>
      </details>
    </>
  );
}
