import { getTranslations } from 'next-intl/server';
import { type Locale, localPath } from '../i18n/locales.ts';
import { Shell } from './shell.tsx';

/** Says that an address is none of this site's. */
export async function NothingHere({ locale }: { readonly locale: Locale }) {
  const t = await getTranslations({ locale, namespace: 'common.notFound' });
  return (
    <Shell locale={locale} path="/">
      <div className="prose">
        <h1>{t('title')}</h1>
        <p>{t.rich('text', { board: (text) => <a href={localPath(locale, '/')}>{text}</a> })}</p>
      </div>
    </Shell>
  );
}
