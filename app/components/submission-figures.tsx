import { getTranslations } from 'next-intl/server';
import { heightsOf } from '#benchmarks/figures/frame.ts';
import type { SubmissionView } from '#leaderboard/views/index.ts';
import { familyDoseFigures } from '../charts/dose-figures.ts';
import { entryFigure } from '../charts/entry-figure.ts';
import { readBoardFamily } from '../data.ts';
import { type Locale, localPath } from '../i18n/locales.ts';
import { entryFigurePath, familyDosesFigurePath, strategyPath } from '../paths.ts';
import { ChartFigure } from './chart-figure.tsx';
import { chartWords } from './chart-words.ts';

interface Props {
  readonly locale: Locale;
  readonly submission: SubmissionView;
}

/** The entry's scores, and where it stands among the doses of its family; nothing of what there is not. */
export async function SubmissionFigures({ locale, submission }: Props) {
  const scores = entryFigure(submission, locale);
  if (scores === null) return null;
  return (
    <div className="charts pair">
      <ChartFigure
        alt={scores.description}
        heights={heightsOf(scores)}
        isRead={false}
        src={entryFigurePath(submission.id, locale)}
        words={await chartWords(locale)}
      />
      <Doses locale={locale} submission={submission} />
    </div>
  );
}

async function Doses({ locale, submission: { id, suite, tier, family, parts } }: Props) {
  const doses = await readBoardFamily(suite, tier, family);
  const drawn = doses === null ? undefined : familyDoseFigures(doses, locale, id).find(hasMark);
  if (doses === null || drawn === undefined) return null;
  const t = await getTranslations({ locale, namespace: 'doses' });
  const [part, ...more] = parts;
  return (
    <ChartFigure
      alt={drawn.figure.title}
      src={familyDosesFigurePath(doses, drawn.chart, locale, id)}
      words={await chartWords(locale)}
    >
      <figcaption>
        {t('own')}{' '}
        {part !== undefined && more.length === 0 && (
          <a href={`${localPath(locale, strategyPath(part.id))}#doses`}>{t('family', { family })}</a>
        )}
      </figcaption>
    </ChartFigure>
  );
}

const hasMark = ({ figure }: ReturnType<typeof familyDoseFigures>[number]): boolean => figure.marked !== undefined;
