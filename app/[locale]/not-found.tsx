import { getLocale } from 'next-intl/server';
import { NothingHere } from '../components/nothing-here.tsx';

/** What Next shows of it with JavaScript alone; the server in front sends the whole page (app/server/missing-pages.ts). */
export default async function NotFound() {
  return <NothingHere locale={await getLocale()} />;
}
