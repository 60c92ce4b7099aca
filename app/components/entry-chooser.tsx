import { getTranslations } from 'next-intl/server';
import { readChoosable } from '../data.ts';
import { type Locale, localPath } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { COMPARED_NAMES } from '../paths.ts';

interface Props {
  readonly locale: Locale;
  readonly chosen: readonly string[];
  readonly open: boolean;
}

/** The last field takes any entry's id; the others offer what is likely to be wanted. */
const SELECTS = COMPARED_NAMES.slice(0, -1);
const OTHER = COMPARED_NAMES.at(-1);

/** A plain form: what is chosen stands in the address, and it works without JavaScript. */
export async function EntryChooser({ locale, chosen, open }: Props) {
  const t = await getTranslations({ locale, namespace: 'compare.chooser' });
  const entries = await readChoosable();
  const offered = new Set(entries.map(({ id }) => id));
  const known = chosen.filter((id) => offered.has(id));
  const other = chosen.find((id) => !offered.has(id)) ?? '';
  const tiers = [...new Set(entries.map(({ tier }) => tier))];
  return (
    <details className="chooser" open={open}>
      <summary>{open ? t('label') : t('again')}</summary>
      <form action={localPath(locale, '/compare')} method="get">
        {SELECTS.map((name, index) => (
          <label key={name}>
            {t('entry', { number: index + 1 })}
            <select defaultValue={known[index] ?? ''} name={name}>
              <option value="">{t('none')}</option>
              {tiers.map((tier) => (
                <optgroup key={tier} label={tier}>
                  {entries
                    .filter((entry) => entry.tier === tier)
                    .map(({ id, spec }) => (
                      <option key={id} value={id}>
                        {spec + PUNCTUATION[locale].brackets(tier)}
                      </option>
                    ))}
                </optgroup>
              ))}
            </select>
          </label>
        ))}
        <label>
          {t('other')}
          <input defaultValue={other} maxLength={16} name={OTHER} pattern="[0-9a-f]{16}" type="text" />
        </label>
        <button type="submit">{t('submit')}</button>
      </form>
    </details>
  );
}
