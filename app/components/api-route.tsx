import { getTranslations } from 'next-intl/server';
import type { RouteReference } from '../api/reference.ts';
import type { Locale } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { apiText } from './api-text.ts';

interface Props {
  readonly locale: Locale;
  readonly route: RouteReference;
}

/** One route: what it takes and what it answers. */
export async function ApiRoute({ locale, route }: Props) {
  const t = await getTranslations({ locale, namespace: 'api' });
  const text = apiText(locale);
  const { id, method, path, summary, auth, parameters, body, answers, codes } = route;
  return (
    <section className="api-route">
      <h3 id={id}>
        <code>
          {method} {path}
        </code>
      </h3>
      <p>
        {text(summary)} {auth !== 'none' && t(`auth.${auth}`)}
      </p>
      <dl className="facts">
        {parameters.length > 0 && <dt>{t('parameters')}</dt>}
        {parameters.map((parameter) => (
          <dd key={parameter.name}>
            <Parameter locale={locale} {...parameter} />
          </dd>
        ))}
        {body !== null && (
          <>
            <dt>{t('body')}</dt>
            <dd>
              <code>{body}</code>
            </dd>
          </>
        )}
        <dt>{t('answers')}</dt>
        {answers.map(({ status, type, shape }) => (
          <dd key={`${status} ${type}`}>
            {status} <code>{type}</code>
            {shape !== null && (
              <>
                {' '}
                <a href={`#shape-${shape}`}>{shape}</a>
              </>
            )}
          </dd>
        ))}
        <dt>{t('problems')}</dt>
        <dd>
          {codes.map((code, index) => (
            <span key={code}>
              {index > 0 && PUNCTUATION[locale].list}
              <a href={`#code-${code}`}>{code}</a>
            </span>
          ))}
        </dd>
      </dl>
    </section>
  );
}

async function Parameter({
  locale,
  name,
  place,
  meaning,
  takes,
  required,
  default: value,
}: RouteReference['parameters'][number] & { readonly locale: Locale }) {
  const t = await getTranslations({ locale, namespace: 'api' });
  const { clause, brackets } = PUNCTUATION[locale];
  const facts = [
    t(place),
    takes,
    ...(value === null ? [] : [t('default', { value })]),
    ...(required && place === 'query' ? [t('required')] : []),
  ];
  return (
    <>
      <code>{name}</code> {apiText(locale)(meaning)}
      <span className="muted small">{brackets(facts.join(clause))}</span>
    </>
  );
}
