// The end of a task: what is true now, and the way back.

import { CircleCheck } from 'lucide-react';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { CentreLayout, Title } from '../layout';

export function Done({ title, text, onClose }: { title: string; text: string; onClose(): void }) {
  const t = useT();
  return (
    <CentreLayout>
      <Icon of={CircleCheck} className="mb-4 size-9 text-good" />
      <Title centre lead={text}>{title}</Title>
      <Button size="lg" look="primary" className="mt-7" onClick={onClose}>{t('common.close')}</Button>
    </CentreLayout>
  );
}
