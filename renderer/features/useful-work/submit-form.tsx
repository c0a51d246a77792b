// Publishing own work: a picture, a training run, a stretch of numbers, a box of molecules in a size that fits, or digits to be read.

import { useState } from 'react';
import type { WorkBatchRequest, WorkCoordinator } from '../../../shared/contract/useful-work';
import { call } from '../../app/client';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { Choices } from '../../ui/choice';
import { ErrorNotice } from '../../ui/error-notice';
import { SelectField, TextField } from '../../ui/field';
import { useAct } from '../../ui/use-act';
import { ReadingFields, type ReadingWish } from './reading-fields';

const KINDS = ['render', 'train', 'onnx', 'primes', 'molecules'] as const;
type Kind = (typeof KINDS)[number];
const SIZES = ['small', 'middle', 'large'] as const;
type Size = (typeof SIZES)[number];

/** What each size means; small is done in a minute by one computer. */
const WORK: Record<Exclude<Kind, 'onnx'>, Record<Size, WorkBatchRequest['work']>> = {
  render: {
    small: { kind: 'render', scene: 0, width: 320, height: 200, tile: 80, samples: 16 },
    middle: { kind: 'render', scene: 0, width: 640, height: 400, tile: 80, samples: 64 },
    large: { kind: 'render', scene: 0, width: 1280, height: 800, tile: 128, samples: 256 },
  },
  train: {
    small: { kind: 'train', rounds: 6, shards: 4, epochs: 2 },
    middle: { kind: 'train', rounds: 15, shards: 8, epochs: 3 },
    large: { kind: 'train', rounds: 40, shards: 16, epochs: 5 },
  },
  primes: {
    small: { kind: 'primes', from: '1000000000', count: '40000000', jobs: 4 },
    middle: { kind: 'primes', from: '10000000000', count: '1000000000', jobs: 20 },
    large: { kind: 'primes', from: '100000000000', count: '20000000000', jobs: 200 },
  },
  molecules: {
    small: { kind: 'molecules', particles: 108, steps: 2000, replicas: 4 },
    middle: { kind: 'molecules', particles: 256, steps: 10000, replicas: 8 },
    large: { kind: 'molecules', particles: 500, steps: 50000, replicas: 32 },
  },
};

/** Every job loads the runtime for models anew: few and long ones. */
const PARTS = { unseen: 2, all: 6 } as const;

const readingOf = ({ model, digits }: ReadingWish): WorkBatchRequest['work'] => ({ kind: 'onnx', model: model || null, digits, jobs: PARTS[digits] });

export function SubmitForm({ coordinators, onDone }: { coordinators: readonly WorkCoordinator[]; onDone(): void }) {
  const t = useT();
  const [kind, setKind] = useState<Kind>('render');
  const [size, setSize] = useState<Size>('small');
  const [reading, setReading] = useState<ReadingWish>({ model: '', digits: 'unseen' });
  const [title, setTitle] = useState('');
  const [url, setUrl] = useState(coordinators[0]?.url ?? '');
  const publish = useAct(async () => {
    await call('usefulWork.submit', { coordinator: url, request: { title: title.trim() || t(`usefulWork.submit.titles.${kind}`), work: kind === 'onnx' ? readingOf(reading) : WORK[kind][size] } });
    onDone();
  });
  return (
    <form className="mt-4 flex flex-col gap-4 rounded-md border border-line px-4 py-4" onSubmit={(event) => { event.preventDefault(); void publish.run(); }}>
      <Choices<Kind> legend={t('usefulWork.submit.kind')} value={kind} choices={KINDS.map((value) => ({ value, label: t(`usefulWork.kinds.${value}`) }))} onChoose={setKind} />
      <p className="text-xs text-muted">{t(`usefulWork.submit.about.${kind}`)}</p>
      <div className="grid gap-4 @3xl/main:grid-cols-2">
        <TextField label={t('usefulWork.submit.title')} value={title} maxLength={80} placeholder={t(`usefulWork.submit.titles.${kind}`)} onValue={setTitle} />
        {kind === 'onnx' ? <ReadingFields wish={reading} runs={coordinators.find((each) => each.url === url)?.batches ?? []} onWish={setReading} /> : <SelectField<Size> label={t('usefulWork.submit.size')} value={size} options={SIZES.map((value) => ({ value, label: t(`usefulWork.submit.sizes.${value}`) }))} onValue={setSize} />}
        {coordinators.length > 1 && <SelectField<string> label={t('usefulWork.submit.coordinator')} value={url} options={coordinators.map((each) => ({ value: each.url, label: each.name ?? each.url }))} onValue={(next) => { setUrl(next); setReading({ ...reading, model: '' }); }} />}
      </div>
      {publish.error && <ErrorNotice error={publish.error} />}
      <div className="flex gap-2"><Button type="submit" look="primary" size="sm" busy={publish.busy}>{t('usefulWork.submit.publish')}</Button><Button size="sm" look="quiet" onClick={onDone}>{t('common.cancel')}</Button></div>
    </form>
  );
}
