import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { listCodes, listRoutes, listShapes } from '../../api/reference.ts';
import { ApiRoute } from '../../components/api-route.tsx';
import { ApiShapes } from '../../components/api-shapes.tsx';
import { apiText } from '../../components/api-text.ts';
import { Shell } from '../../components/shell.tsx';
import { localeOf } from '../../i18n/locales.ts';
import { everyLocale, requireLocale } from '../../i18n/page-locale.ts';

interface Props {
  readonly params: Promise<{ readonly locale: string }>;
}

export const generateStaticParams = everyLocale;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: localeOf((await params).locale), namespace: 'api' });
  return { title: t('title'), description: t('lede') };
}

const SECTIONS = ['read', 'write', 'errors', 'shapes'] as const;

export default async function ApiPage({ params }: Props) {
  const locale = requireLocale((await params).locale);
  const t = await getTranslations({ locale, namespace: 'api' });
  const text = apiText(locale);
  const routes = listRoutes();
  const tags = {
    document: (words: ReactNode) => <a href="/api/openapi.json">{words}</a>,
    code: (words: ReactNode) => <code>{words}</code>,
  };
  const routesBy = (method: string) =>
    routes
      .filter((route) => route.method === method)
      .map((route) => <ApiRoute key={route.id} locale={locale} route={route} />);
  return (
    <Shell locale={locale} path="/api">
      <div className="prose api">
        <h1>{t('title')}</h1>
        <p className="lede">{t('lede')}</p>
        <p>{t.rich('document', tags)}</p>
        <nav aria-label={t('contents')}>
          <ul className="contents">
            {SECTIONS.map((section) => (
              <li key={section}>
                <a href={`#${section}`}>{t(`${section}.title`)}</a>
              </li>
            ))}
          </ul>
        </nav>
        <h2 id="read">{t('read.title')}</h2>
        <p>{t('read.text')}</p>
        {routesBy('GET')}
        <h2 id="write">{t('write.title')}</h2>
        <p>{t.rich('write.text', tags)}</p>
        {routesBy('POST')}
        <h2 id="errors">{t('errors.title')}</h2>
        <p>{t('errors.text')}</p>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('errors.code')}</th>
              <th scope="col">{t('errors.status')}</th>
              <th scope="col">{t('errors.meaning')}</th>
            </tr>
          </thead>
          <tbody>
            {listCodes().map(({ code, status, words }) => (
              <tr id={`code-${code}`} key={code}>
                <th scope="row">
                  <code>{code}</code>
                </th>
                <td>{status}</td>
                <td>{text(words)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <h2 id="shapes">{t('shapes.title')}</h2>
        <p>{t('shapes.text')}</p>
        <ApiShapes locale={locale} shapes={listShapes()} />
      </div>
    </Shell>
  );
}
