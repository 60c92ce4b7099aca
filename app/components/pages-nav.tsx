import { getTranslations } from 'next-intl/server';
import type { Locale } from '../i18n/locales.ts';

interface Props {
  readonly locale: Locale;
  readonly page: number;
  readonly pages: number;
  /** Entries on all pages. */
  readonly total: number;
  readonly href: (page: number) => string;
}

/** Leads to the pages before and after; nothing where there is one page. */
export async function PagesNav({ locale, page, pages, total, href }: Props) {
  if (pages === 1) return null;
  const t = await getTranslations({ locale, namespace: 'common.pages' });
  return (
    <nav aria-label={t('label')} className="pages">
      {page > 1 && <a href={href(page - 1)}>{t('previous')}</a>}
      <span className="muted">{t('position', { page, pages, total })}</span>
      {page < pages && <a href={href(page + 1)}>{t('next')}</a>}
    </nav>
  );
}
