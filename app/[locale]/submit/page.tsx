import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Shell } from '../../components/shell.tsx';
import { SubmitForm } from '../../components/submit/submit-form.tsx';
import { localPath } from '../../i18n/locales.ts';
import { MESSAGES } from '../../i18n/messages.ts';
import { everyLocale, requireLocale } from '../../i18n/page-locale.ts';

interface Props {
  readonly params: Promise<{ readonly locale: string }>;
}

export const generateStaticParams = everyLocale;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = requireLocale((await params).locale);
  const t = await getTranslations({ locale, namespace: 'submit' });
  return { title: t('title'), description: t('lede') };
}

/** In order, each with the command that does it. */
const STEPS = [
  ['code', 'npm ci'],
  ['strategy', 'npx heirloom list strategies'],
  ['run', 'npx heirloom run gaussian gmm-2d --strategy replace oracle retain:share=0.1 --tier quick --out my-run'],
  ['report', 'npx heirloom report my-run'],
  ['check', 'npx heirloom check my-run/retain-share-0.1'],
  ['publish', 'HEIRLOOM_TOKEN=… npx heirloom submit my-run/retain-share-0.1 --site URL --wait'],
] as const;

export default async function SubmitPage({ params }: Props) {
  const locale = requireLocale((await params).locale);
  const t = await getTranslations({ locale, namespace: 'submit' });
  const { form, preview } = MESSAGES[locale].submit;
  return (
    <Shell locale={locale} path="/submit" section="submit">
      <h1>{t('title')}</h1>
      <p className="lede">{t('lede')}</p>
      <h2>{t('steps.title')}</h2>
      <ol className="steps">
        {STEPS.map(([step, command]) => (
          <li key={step}>
            {t(`steps.${step}`)}
            <pre>
              <code>{command}</code>
            </pre>
          </li>
        ))}
      </ol>
      <h2>{t('form.title')}</h2>
      <SubmitForm
        action={localPath(locale, '/submit/send')}
        checker={process.env.HEIRLOOM_CHECKER ?? ''}
        preview={preview}
        words={form}
      />
    </Shell>
  );
}
