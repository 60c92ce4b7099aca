import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { withQuery } from '../figure-address.ts';
import { LANGUAGE_NAMES, LANGUAGE_TAGS, LOCALES, type Locale, localPath } from '../i18n/locales.ts';
import { siteUrl } from '../site-url.ts';

/** The parts of the site, in the order of the masthead. */
const SECTIONS = [
  { name: 'board', path: '/' },
  { name: 'benchmarks', path: '/benchmarks' },
  { name: 'strategies', path: '/strategies' },
  { name: 'collapse', path: '/collapse' },
  { name: 'compare', path: '/compare' },
  { name: 'snapshots', path: '/snapshots' },
  { name: 'submit', path: '/submit' },
  { name: 'about', path: '/about' },
] as const;

export type Section = (typeof SECTIONS)[number]['name'];

interface Props {
  readonly locale: Locale;
  /** The page's English address, from which its addresses in other languages follow. */
  readonly path: string;
  /** The part of the site that it belongs to; none for pages that lie outside. */
  readonly section?: Section;
  /** Whether the page has a table that takes all the room there is. */
  readonly wide?: boolean;
  /** The address of the figure, in English, that other sites show beside a link to it; without one the site's own card. */
  readonly card?: string | undefined;
  readonly children: ReactNode;
}

/**
 * What every page stands in: masthead, content, foot. Links are plain: pages are rewrites and cached whole, so a full load
 * costs the server nothing.
 */
export async function Shell({ locale, path, section, wide = false, card, children }: Props) {
  const t = await getTranslations({ locale, namespace: 'common' });
  return (
    <>
      <link href={localPath(locale, path)} rel="canonical" />
      <meta
        content={siteUrl() + (card === undefined ? '/social-card.png' : withQuery(card, { format: 'png' }))}
        property="og:image"
      />
      <meta content="1200" property="og:image:width" />
      <meta content="630" property="og:image:height" />
      <meta content="Heirloom" property="og:site_name" />
      <meta content="summary_large_image" name="twitter:card" />
      {LOCALES.map((other) => (
        <link href={localPath(other, path)} hrefLang={LANGUAGE_TAGS[other]} key={other} rel="alternate" />
      ))}
      <a className="skip" href="#content">
        {t('site.skip')}
      </a>
      <header className={wide ? 'masthead wide' : 'masthead'}>
        <div>
          <a className="brand" href={localPath(locale, '/')}>
            <Sapling />
            Heirloom
          </a>
          <nav aria-label={t('nav.label')}>
            {SECTIONS.map(({ name, path: target }) => (
              <a aria-current={name === section ? 'true' : undefined} href={localPath(locale, target)} key={name}>
                {t(`nav.${name}`)}
              </a>
            ))}
          </nav>
          <nav aria-label={t('nav.language')} className="languages">
            {LOCALES.filter((other) => other !== locale).map((other) => (
              <a href={localPath(other, path)} hrefLang={LANGUAGE_TAGS[other]} key={other} lang={LANGUAGE_TAGS[other]}>
                {LANGUAGE_NAMES[other]}
              </a>
            ))}
          </nav>
        </div>
      </header>
      <main className={wide ? 'page wide' : 'page'} id="content">
        {children}
        <footer className="foot">
          {t('site.foot')} <a href={localPath(locale, '/api')}>{t('site.api')}</a>{' '}
          <a href={localPath(locale, '/verification')}>{t('site.verification')}</a>
        </footer>
      </main>
    </>
  );
}

/** The mark: a seedling over its own row of seeds. */
function Sapling() {
  return (
    <svg aria-hidden="true" fill="none" height="26" viewBox="0 0 26 26" width="26">
      <path d="M13 21V11" stroke="currentColor" strokeLinecap="round" strokeWidth="1.8" />
      <path d="M13 13c0-5 3-8 9-8 0 5-3 8-9 8Z" fill="var(--accent)" />
      <path d="M13 16c0-3.6-2.4-6-7-6 0 3.8 2.4 6 7 6Z" fill="var(--good)" />
      <path d="M4 23h2M9 23h2M15 23h2M20 23h2" stroke="currentColor" strokeLinecap="round" strokeWidth="1.6" />
    </svg>
  );
}
