/** All pictures on one page, a row for each address, so that they are looked at side by side. */
import { escaped } from '#benchmarks/figures/svg-text.ts';

export interface Picture {
  readonly address: string;
  readonly reading: string;
  /** Of the window, in pixels. */
  readonly width: number;
  /** Of the whole page, in pixels. */
  readonly height: number;
  /** How far it can be scrolled sideways, in pixels. */
  readonly sideways: number;
  /** Sheets of A4; null where it is not printed. */
  readonly sheets: number | null;
  readonly errors: readonly string[];
  /** Relative to the sheet. */
  readonly file: string;
}

export function contactSheet(pictures: readonly Picture[]): string {
  const addresses = [...new Set(pictures.map(({ address }) => address))];
  const rows = addresses.map((address) => {
    const own = pictures.filter((picture) => picture.address === address);
    return `<h2>${escaped(address)}</h2><div class="row">${own.map(figure).join('')}</div>`;
  });
  return `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Screenshots</title>
<style>body{font:14px system-ui,sans-serif;margin:16px}.row{display:flex;gap:16px;overflow-x:auto;align-items:flex-start}
figure{margin:0;flex:none}img{display:block;width:260px;border:1px solid #999}figcaption{max-width:260px}</style>
${rows.join('\n')}</html>
`;
}

/** What is to be said of a picture. */
export function notesOf({ height, sideways, sheets, errors }: Omit<Picture, 'file'>): string[] {
  return [
    `${height} px high`,
    ...(sideways > 0 ? [`sticks out by ${sideways} px`] : []),
    ...(sheets === null ? [] : [`${sheets} sheets of A4`]),
    ...errors,
  ];
}

function figure(picture: Picture): string {
  const { file, width, reading } = picture;
  const notes = `${width} px, ${reading}: ${notesOf(picture).join('; ')}`;
  return `<figure><a href="${escaped(file)}"><img alt="" loading="lazy" src="${escaped(file)}"></a><figcaption>${escaped(notes)}</figcaption></figure>`;
}
