/** Addresses of figures, as far as a browser puts them together: without the catalogs that others need (paths.ts). */
import type { FigureSize } from '#benchmarks/figures/figure.ts';
import type { Locale } from './i18n/locales.ts';

/** What stands before every figure's own part of its address. */
export const FIGURES = '/api/v1/figures';

/** An address with more in its query; empty values are left out. */
export function withQuery(address: string, query: Readonly<Record<string, string>>): string {
  const added = Object.entries(query)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${value}`);
  if (added.length === 0) return address;
  return `${address}${address.includes('?') ? '&' : '?'}${added.join('&')}`;
}

/** A benchmark's main metric for some submissions, with every seed. */
export function seedsFigurePath(
  { id, version }: { readonly id: string; readonly version: number },
  ids: readonly string[],
  locale: Locale,
): string {
  const query = { ids: ids.join(), seeds: 'with', language: locale === 'en' ? '' : locale };
  return withQuery(`${FIGURES}/${id}@${version}/primary`, query);
}

/** A figure on a page of its own, for pages that embed it. @param src the address of its picture */
export function embedPath(src: string, size: FigureSize = 'column'): string {
  return withQuery(src.replace(FIGURES, '/embed'), { size: size === 'column' ? '' : size });
}
