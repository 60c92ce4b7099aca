/** The API of a site that has reference results, in this process. */
import { type Api, openApi } from './api.ts';
import { filledTemplate } from './filled-template.ts';

export interface FilledApi extends Api {
  /** Submissions by strategy. */
  readonly ids: Readonly<Record<string, string>>;
  /** The submission of a strategy that the site has. */
  idOf(strategy: string): string;
}

export async function openFilledApi(): Promise<FilledApi> {
  const { template, submissions } = await filledTemplate();
  return { ...(await openApi(template)), ids: submissions, idOf: (strategy) => submissions[strategy] as string };
}
