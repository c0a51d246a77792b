// Which part of the settings is open: kept while the window is on another screen, set by the command palette.

import { create } from 'zustand';

export const SECTIONS = ['general', 'security', 'network', 'practice', 'about'] as const;
export type Section = (typeof SECTIONS)[number];

export const useSection = create<{ section: Section; show(section: Section): void }>()((set) => ({
  section: 'general',
  show: (section) => set({ section }),
}));
