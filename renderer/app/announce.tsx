// Short notices that come and go, read out by screen readers; an act confirms itself here without taking the focus.

import { useEffect } from 'react';
import { create } from 'zustand';

interface Announcements {
  text: string | null;
  number: number;
  say(text: string): void;
  clear(): void;
}
export const useAnnouncements = create<Announcements>()((set) => ({
  text: null,
  number: 0,
  say: (text) => set((old) => ({ text, number: old.number + 1 })),
  clear: () => set({ text: null }),
}));

const SHOWN_MS = 6000;

export function Announcer() {
  const { text, number, clear } = useAnnouncements();
  useEffect(() => {
    if (text === null) return;
    const timer = setTimeout(clear, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [text, number, clear]);
  return (
    <div role="status" aria-live="polite" className="pointer-events-none fixed inset-x-0 bottom-5 z-30 flex justify-center">
      {text !== null && <div key={number} className="rounded-md border border-line bg-surface-3 px-4 py-2.5 text-sm shadow-float">{text}</div>}
    </div>
  );
}
