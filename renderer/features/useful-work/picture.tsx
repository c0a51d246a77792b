// What a batch made, drawn from its bytes: nothing of it is ever taken for markup or for a file.

import { useEffect, useRef } from 'react';
import { useCall } from '../../app/queries';
import { useT } from '../../i18n/use-t';
import { errorLine } from '../../ui/error-notice';
import { DigitsRead } from './digits-read';
import { Tally } from './tally';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Width and height of `image/x-rgba;width=W;height=H`; null for anything else. */
function rgbaSize(media: string): Size | null {
  const [, width, height] = /^image\/x-rgba;width=(\d{1,4});height=(\d{1,4})$/.exec(media) ?? [];
  return width === undefined || height === undefined ? null : { width: Number(width), height: Number(height) };
}

function Canvas({ bytes, size: { width, height }, title }: { bytes: Uint8Array; size: Size; title: string }) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = ref.current?.getContext('2d');
    if (context && bytes.length === width * height * 4) context.putImageData(new ImageData(new Uint8ClampedArray(bytes), width, height), 0, 0);
  }, [bytes, width, height]);
  return <canvas ref={ref} width={width} height={height} role="img" aria-label={title} data-testid="picture" className="h-auto w-full max-w-160 rounded-md bg-surface-2" />;
}

export function Picture({ coordinator, batch, title }: { coordinator: string; batch: string; title: string }) {
  const t = useT();
  const { data, error } = useCall('usefulWork.result', { coordinator, batch });
  if (error) return <p className="text-xs text-muted">{t('usefulWork.batches.noPicture')} {errorLine(error)}</p>;
  if (!data) return <div className="h-40 rounded-md bg-surface-2" />;
  if (data.media === 'application/x-digits-read+json') return <DigitsRead bytes={data.bytes} />;
  const size = rgbaSize(data.media);
  return size ? <Canvas bytes={data.bytes} size={size} title={title} /> : <Tally media={data.media} bytes={data.bytes} />;
}
