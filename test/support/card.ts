/** The picture that other sites show beside a link to a page, as its head names it. */
const CARD = /<meta (?:[^>]* )?content="([^"]*)" property="og:image"/;

export interface LinkedCard {
  /** Its address below the site's, and the query. */
  readonly path: string;
  readonly status: number;
  readonly type: string | null;
  /** Of the PNG, in pixels. */
  readonly measures: readonly [width: number, height: number];
}

export async function cardOf(url: string, page: string): Promise<LinkedCard> {
  const html = await (await fetch(url + page)).text();
  const { pathname, search } = new URL((CARD.exec(html)?.[1] ?? '').replaceAll('&amp;', '&'));
  const response = await fetch(url + pathname + search);
  const bytes = new DataView(await response.arrayBuffer());
  return {
    path: pathname + search,
    status: response.status,
    type: response.headers.get('content-type'),
    measures: [bytes.getUint32(16), bytes.getUint32(20)],
  };
}
