import { getTranslations } from 'next-intl/server';
import type { RepeatObstacle, SubmissionView } from '#leaderboard/views/index.ts';
import type { Locale } from '../i18n/locales.ts';
import { catalogText } from './catalog-text.ts';
import { CopyButton } from './copy-button.tsx';

interface Props {
  readonly locale: Locale;
  readonly submission: SubmissionView;
}

/** The command that makes a submission's runs again with what it promises; or why there is none here. */
export async function RunAgain({ locale, submission }: Props) {
  const t = await getTranslations({ locale, namespace: 'submission.again' });
  const copy = await getTranslations({ locale, namespace: 'snapshots' });
  const { command, repeat, download, isModule } = submission;
  const name = benchmarkName(locale, submission);
  return (
    <>
      <h2>{t('title')}</h2>
      {command === null ? (
        <>
          <p className="prose">{t('none')}</p>
          <ul className="prose">
            {repeat.obstacles.map((obstacle) => (
              <li key={JSON.stringify(obstacle)}>
                {t(`obstacles.${obstacle.code}`, {
                  id: 'id' in obstacle ? obstacle.id : '',
                  benchmark: 'benchmark' in obstacle ? name(obstacle) : '',
                  version: 'version' in obstacle ? obstacle.version : 0,
                  engine: 'engine' in obstacle ? obstacle.engine : '',
                  here: String('here' in obstacle ? obstacle.here : null),
                })}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <>
          {isModule && (
            <p className="prose">
              <a href={download}>{t('module')}</a>
            </p>
          )}
          <pre>{command}</pre>
          <p className="small muted prose">
            <CopyButton done={copy('copied')} label={copy('copy')} text={command} />{' '}
            {repeat.caveats.length === 0 ? t('text') : repeat.caveats.map((caveat) => t(`caveats.${caveat}`)).join(' ')}
          </p>
        </>
      )}
      <p className="small muted prose">
        <a href={download}>{t('check')}</a> <code>npx heirloom check FILE</code>
      </p>
    </>
  );
}

function benchmarkName(locale: Locale, { runs }: SubmissionView) {
  const text = catalogText(locale);
  return ({ benchmark: id }: Extract<RepeatObstacle, { benchmark: string }>): string => {
    const run = runs.find(({ benchmark }) => benchmark.id === id);
    return run ? text.benchmark(run.benchmark).name : id;
  };
}
