import type { ShapeReference } from '../api/reference.ts';
import type { Locale } from '../i18n/locales.ts';
import { apiText } from './api-text.ts';

interface Props {
  readonly locale: Locale;
  readonly shapes: readonly ShapeReference[];
}

/** What is in the answers: types, in which the names of others lead to them. */
export function ApiShapes({ locale, shapes }: Props) {
  const text = apiText(locale);
  const names = new Set(shapes.map(({ id }) => id));
  return shapes.map(({ id, summary, type }) => (
    <section key={id}>
      <h3 id={`shape-${id}`}>
        <code>{id}</code>
      </h3>
      <p>{text(summary)}</p>
      <pre>
        {piecesOf(type).map(({ at, piece }) =>
          names.has(piece) ? (
            <a href={`#shape-${piece}`} key={at}>
              {piece}
            </a>
          ) : (
            piece
          ),
        )}
      </pre>
    </section>
  ));
}

/** Words, and what is between them, with where they begin. */
function piecesOf(type: string): { readonly at: number; readonly piece: string }[] {
  return [...type.matchAll(/\w+|\W+/g)].map(({ 0: piece, index }) => ({ at: index, piece }));
}
