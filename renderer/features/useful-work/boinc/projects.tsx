// The projects of BOINC with the credit that each gave, and what can be told to each.

import type { BoincOrder } from '../../../../shared/contract/boinc';
import type { BoincProject, BoincProjectOp } from '../../../../shared/pouw/boinc';
import { formatNumber } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { CardTitle } from '../../../ui/card';
import { Pill } from '../../../ui/pill';
import type { Seen } from './use-boinc';

/** Credit in whole units; less than one is shown as it is. */
const credits = (amount: number): string => formatNumber(amount, { maximumFractionDigits: amount < 10 ? 1 : 0 });

function Row({ project, live, tell }: { project: BoincProject; live: boolean; tell(order: BoincOrder): void }) {
  const t = useT();
  const { name, url, credit, suspended, noMoreWork } = project;
  const button = (op: BoincProjectOp, act: string) => (
    <Button size="sm" look="quiet" disabled={!live} aria-label={t('boinc.projects.of', { act, project: name })} onClick={() => tell({ act: 'project', url, op })}>{act}</Button>
  );
  return (
    <li data-testid="boinc-project" className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 border-t border-line px-5 py-3">
      <div className="min-w-60 flex-1">
        <div className="flex flex-wrap items-center gap-2 text-sm">
          <span className="wrap-anywhere" title={url}>{name}</span>
          {suspended && <Pill>{t('boinc.projects.suspended')}</Pill>}
          {noMoreWork && <Pill>{t('boinc.projects.noMoreWork')}</Pill>}
        </div>
        <div className="text-2xs text-muted tabular">{t('boinc.projects.credit', { total: credits(credit.user.total), host: credits(credit.host.total) })} · {t('boinc.projects.perDay', { credits: credits(credit.user.perDay) })}</div>
      </div>
      <div className="-mr-2.5 flex shrink-0 flex-wrap items-center">
        {button(suspended ? 'resume' : 'suspend', t(suspended ? 'boinc.projects.resume' : 'boinc.projects.pause'))}
        {button(noMoreWork ? 'allowmorework' : 'nomorework', t(noMoreWork ? 'boinc.projects.moreWork' : 'boinc.projects.stopWork'))}
        {button('update', t('boinc.projects.update'))}
      </div>
    </li>
  );
}

export function Projects({ seen, tell }: { seen: Seen; tell(order: BoincOrder): void }) {
  const t = useT();
  const { projects } = seen.status;
  return (
    <section className="border-t border-line">
      <div className="px-5 pt-4 pb-3"><CardTitle level={3}>{t('boinc.projects.title')}</CardTitle></div>
      {projects.length === 0
        ? <p className="px-5 pb-4.5 text-xs text-muted">{t('boinc.projects.none')}</p>
        : <ul>{projects.map((project) => <Row key={project.url} project={project} live={seen.live} tell={tell} />)}</ul>}
    </section>
  );
}
