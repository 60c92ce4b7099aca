import { getLocale, getTranslations } from 'next-intl/server';
import { Shell } from '../components/shell.tsx';
import { localPath } from '../i18n/locales.ts';

/** Says so in the page's language. */
export default async function NotFound() {
  const locale = await getLocale();
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
