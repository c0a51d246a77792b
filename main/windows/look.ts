// How every window begins: its size, and its colour until its page has drawn.

export const WINDOW_SIZE = { width: 1280, height: 860, minWidth: 960, minHeight: 640 };

export const BACKGROUND = { dark: '#0B0E13', light: '#F5F6F8' } as const;
