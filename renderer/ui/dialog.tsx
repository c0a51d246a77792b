// A dialog on the platform's own element: it holds the focus, Esc closes it, and the rest is inert.

import clsx from 'clsx';
import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { IconButton } from './button';

/** Shown while mounted. @param closeLabel name of the closing button; without it there is none (Esc still closes) */
export function Dialog({ title, onClose, children, closeLabel, wide, hideTitle }: { title: string; onClose(): void; children: ReactNode; closeLabel?: string; wide?: boolean; hideTitle?: boolean }) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === ref.current) onClose();
      }}
      className={clsx('w-full overflow-hidden rounded-lg border border-line bg-surface-1 p-0 shadow-float', wide ? 'max-w-160' : 'max-w-115')}
    >
      <div className="flex max-h-[85vh] flex-col">
        <div className={clsx('flex items-center justify-between gap-3 px-5 pt-4 pb-1', hideTitle && 'sr-only')}>
          <h2 id={id} className="text-md font-bold">{title}</h2>
          {closeLabel && <IconButton icon={X} label={closeLabel} onClick={onClose} className="-mr-2" />}
        </div>
        {children}
      </div>
    </dialog>
  );
}
