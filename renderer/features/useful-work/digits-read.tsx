// Digits that a network read: how many were right, each digit's own share, and some of them with what was read, misread ones first.

import { useEffect, useRef } from 'react';
import { z } from 'zod';
import { fromHex } from '../../../shared/crypto/bytes';
import { formatNumber, formatPercent } from '../../i18n/format';
import { useT } from '../../i18n/use-t';

const SIDE = 14;
const zCount = z.number().int().min(0).max(1_000_000);
const zDigit = z.number().int().min(0).max(9);
const zRead = z.object({
  digits: zCount.min(1), right: zCount, each: z.array(z.object({ digits: zCount, right: zCount })).length(10),
  shown: z.array(z.object({ label: zDigit, read: zDigit, sure: z.number().min(0).max(1), pixels: z.string().regex(/^[0-9a-f]{392}$/) })).max(100),
});
type Read = z.infer<typeof zRead>;

/** The bytes as what was read; null when they are not what they say they are. */
function readOf(bytes: Uint8Array): Read | null {
  try {
    return zRead.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return null;
  }
}

/** Ink on nothing: light on a dark theme, turned dark on a light one. */
function Ink({ pixels, label }: { pixels: string; label: string }) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = ref.current?.getContext('2d');
    if (!context) return;
    const image = new ImageData(SIDE, SIDE);
    fromHex(pixels).forEach((ink, at) => image.data.set([255, 255, 255, ink], at * 4));
    context.putImageData(image, 0, 0);
  }, [pixels]);
  return <canvas ref={ref} width={SIDE} height={SIDE} role="img" aria-label={label} className="aspect-square w-full in-data-[theme=light]:[filter:invert(1)]" />;
}

function Digit({ digit: { label, read, sure, pixels } }: { digit: Read['shown'][number] }) {
  const t = useT();
  const right = label === read;
  return (
    <li data-testid="digit" data-right={right} className={right ? 'rounded-md border border-line bg-surface-2 px-1 pt-1' : 'rounded-md border border-bad bg-bad-tint px-1 pt-1'}>
      <Ink pixels={pixels} label={t('usefulWork.digits.one', { label, read, sure: formatPercent(sure * 100) })} />
      <div aria-hidden="true" className={right ? 'text-center text-xs text-muted tabular' : 'text-center text-xs font-bold text-bad-ink tabular'}>{right ? read : `${label} → ${read}`}</div>
    </li>
  );
}

/** The share of each digit that was read right, as ten columns whose end is the best of them. */
function Shares({ each }: { each: Read['each'] }) {
  const t = useT();
  return (
    <ul aria-label={t('usefulWork.digits.each')} className="grid grid-cols-10 gap-1.5">
      {each.map(({ digits, right }, digit) => {
        const share = digits === 0 ? 0 : right / digits;
        return (
          <li key={digit} className="flex flex-col items-center gap-1">
            <div aria-hidden="true" className="flex h-12 w-3 items-end overflow-hidden rounded-sm bg-surface-3"><div className="w-full rounded-sm bg-good" style={{ height: `${share * 100}%` }} /></div>
            <span className="text-2xs text-muted tabular"><b className="text-text">{digit}</b><span className="sr-only"> {t('usefulWork.digits.share', { share: formatPercent(share * 100) })}</span></span>
          </li>
        );
      })}
    </ul>
  );
}

export function DigitsRead({ bytes }: { bytes: Uint8Array }) {
  const t = useT();
  const found = readOf(bytes);
  if (!found) return <p className="text-xs text-muted">{t('usefulWork.batches.noPicture')}</p>;
  const { digits, right, each, shown } = found;
  return (
    <div className="flex flex-col gap-4" data-testid="digits-read">
      <div className="grid items-end gap-x-8 gap-y-3 @3xl/main:grid-cols-[auto_1fr]">
        <div>
          <div className="text-2xl font-bold tabular">{formatPercent((right / digits) * 100)}</div>
          <div className="text-xs text-muted tabular">{t('usefulWork.digits.right', { right: formatNumber(right), digits: formatNumber(digits) })}</div>
        </div>
        <Shares each={each} />
      </div>
      <ul aria-label={t('usefulWork.digits.some')} className="grid grid-cols-8 gap-1.5 @3xl/main:grid-cols-12">{shown.map((digit, at) => <Digit key={at} digit={digit} />)}</ul>
    </div>
  );
}
