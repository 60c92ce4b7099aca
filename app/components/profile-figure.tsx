'use client';
/** Performance profiles: drawn when they are seen, as a table when it is opened. */
import dynamic from 'next/dynamic';
import { formatShare } from '../format.ts';
import type { ProfileProps } from './profile-chart.tsx';
import { TableTwin } from './table-twin.tsx';
import { useSeen } from './when-seen.ts';

const ProfileChart = dynamic(() => import('./profile-chart.tsx').then((module) => module.ProfileChart), {
  ssr: false,
  loading: () => <div className="chart wide" />,
});

export function ProfileFigure(props: ProfileProps) {
  const { lines, profiles, thresholds, words } = props;
  const [place, isSeen] = useSeen<HTMLElement>();
  return (
    <figure className="wide-figure" ref={place}>
      {isSeen ? <ProfileChart {...props} /> : <div className="chart wide" />}
      <TableTwin
        summary={words.table}
        table={() => (
          <table>
            <thead>
              <tr>
                <th scope="col">{words.threshold}</th>
                {lines.map(({ id, spec }) => (
                  <th key={id} scope="col">
                    {spec}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {thresholds.map((threshold, index) => (
                <tr key={threshold}>
                  <th scope="row">{threshold}</th>
                  {lines.map(({ id }, line) => {
                    const share = profiles[line]?.[index];
                    return <td key={id}>{share === undefined ? '–' : formatShare(share)}</td>;
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      />
    </figure>
  );
}
