// The curve between two lanes, the amounts at its ends, and the dot that stands where the swap stands. Drawn; the words stand elsewhere.

import clsx from 'clsx';
import { END_X, START_X, trackOf } from './geometry';

export type CurveTone = 'draft' | 'accent' | 'good' | 'warn' | 'bad' | 'off';

export interface CurveProps {
  /** Heights in percent. */
  fromY: number;
  toY: number;
  tone: CurveTone;
  /** Null: nothing travels. */
  progress: number | null;
  leaves: string | null;
  arrives: string | null;
}

const STROKES: Record<CurveTone, string> = { draft: 'text-accent', accent: 'text-accent', good: 'text-good', warn: 'text-warn', bad: 'text-bad', off: 'text-faint' };
/** How strong the way ahead is drawn beside the way behind the dot. */
const AHEAD: Record<CurveTone, number> = { draft: 0.55, accent: 0.4, good: 1, warn: 0.4, bad: 0.35, off: 0.45 };
const EVEN = { fill: 'none', stroke: 'currentColor', vectorEffect: 'non-scaling-stroke', strokeLinecap: 'round' } as const;

function Ring({ x, y, hollow }: { x: number; y: number; hollow: boolean }) {
  return <span className={clsx('absolute size-3.5 -translate-1/2 rounded-full border-[3px] border-current bg-surface-1', hollow && 'border-dashed')} style={{ left: `${x}%`, top: `${y}%` }} />;
}

export function Curve({ fromY, toY, tone, progress, leaves, arrives }: CurveProps) {
  const { done, ahead, dot } = trackOf(fromY, toY, progress ?? 0);
  // Upwards the curve would cross a label that stands above its start.
  const below = toY < fromY;
  return (
    <div aria-hidden="true" className={clsx('pointer-events-none absolute inset-0', STROKES[tone])} data-testid="swap-curve" data-tone={tone} data-progress={progress ?? undefined}>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" className="absolute inset-0 size-full overflow-visible">
        {ahead !== '' && <path d={ahead} {...EVEN} strokeWidth="2.5" strokeOpacity={AHEAD[tone]} strokeDasharray={tone === 'off' || tone === 'bad' ? '3 6' : undefined} />}
        {done !== '' && <path d={done} {...EVEN} strokeWidth="3" />}
      </svg>
      <Ring x={START_X} y={fromY} hollow={false} />
      <Ring x={END_X} y={toY} hollow={tone === 'off' || tone === 'bad'} />
      {/* The layer is as large as the lanes, so that its own percents are theirs: the dot moves by transform alone. */}
      {progress !== null && progress > 0 && progress < 1 && (
        <span className="absolute inset-0 overflow-clip [overflow-clip-margin:0.75rem]">
          <span className="absolute inset-0 transition-transform duration-180 ease-out" style={{ transform: `translate(${dot.x}%, ${dot.y}%)` }} data-testid="swap-dot">
            <span className="absolute size-4.5 -translate-1/2 rounded-full border-[3px] border-surface-1 bg-current bg-clip-padding" />
          </span>
        </span>
      )}
      {leaves !== null && <Label text={leaves} className={clsx('ml-3 text-text', below ? 'mt-1' : '-mt-5.5')} style={{ left: `${START_X}%`, top: `${fromY}%` }} />}
      {arrives !== null && <Label text={arrives} className={clsx('-mt-5.5 mr-3', tone === 'bad' || tone === 'off' ? 'text-muted' : 'text-good-ink')} style={{ right: `${100 - END_X}%`, top: `${toY}%` }} />}
    </div>
  );
}

function Label({ text, className, style }: { text: string; className: string; style: { left?: string; right?: string; top: string } }) {
  return <span className={clsx('absolute rounded-xs bg-surface-1 px-1 text-xs leading-tight font-bold whitespace-nowrap tabular', className)} style={style}>{text}</span>;
}
