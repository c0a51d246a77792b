// How well an amount or a transaction is known, in one word.

import { ShieldAlert, ShieldCheck } from 'lucide-react';
import type { CoinMark } from '../../shared/contract/evidence';
import { useT } from '../i18n/use-t';
import type { LucideIcon } from '../ui/icon';
import { Pill, type Tone } from '../ui/pill';

type Mark = CoinMark | 'seen';
const LOOKS: Record<Mark, { tone: Tone; icon?: LucideIcon }> = {
  proven: { tone: 'good', icon: ShieldCheck }, 'proven-as-of': { tone: 'warn', icon: ShieldCheck }, included: { tone: 'neutral' }, agreed: { tone: 'neutral' }, reported: { tone: 'neutral' },
  contradicted: { tone: 'bad', icon: ShieldAlert }, seen: { tone: 'accent' },
};

export function MarkPill({ mark, title }: { mark: Mark; title?: string }) {
  const t = useT();
  return <Pill {...LOOKS[mark]} title={title}>{t(`lightNode.evidence.short.${mark}`)}</Pill>;
}
