// Create, restore or import: three ways, each with one line that says when it is right.

import { ArrowRight, FilePlus2, KeyRound, RotateCcw } from 'lucide-react';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Title } from '../layout';
import type { Path } from './flow';
import type { StepProps } from './step-props';

const ICONS = { create: FilePlus2, restore: RotateCcw, import: KeyRound };

export function StartStep({ back, onPath }: StepProps & { onPath(path: Path): void }) {
  const t = useT();
  return (
    <div>
      <Title lead={t('secrets.start.lead')}>{t('secrets.start.title')}</Title>
      <ul aria-label={t('secrets.start.choose')} className="mt-8 flex flex-col gap-3">
        {(['create', 'restore', 'import'] as const).map((path) => (
          <li key={path}>
            <button type="button" onClick={() => onPath(path)} aria-describedby={`start-${path}`} aria-label={t(`secrets.start.${path}`)} className="flex w-full items-center gap-4 rounded-lg border border-line bg-surface-1 px-5 py-4 text-left hover:bg-surface-2">
              <Icon of={ICONS[path]} className="size-5 text-accent" />
              <span className="flex-1">
                <span className="block text-md font-bold">{t(`secrets.start.${path}`)}</span>
                <span id={`start-${path}`} className="mt-0.5 block text-sm text-muted">{t(`secrets.start.${path}Text`)}</span>
              </span>
              <Icon of={ArrowRight} className="size-4 text-muted" />
            </button>
          </li>
        ))}
      </ul>
      {back && <div className="mt-6.5"><Button size="lg" onClick={back}>{t('common.back')}</Button></div>}
    </div>
  );
}
