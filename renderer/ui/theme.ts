// Theme and text scale of a window: attributes of the root element that the tokens read.

const LIGHT = '(prefers-color-scheme: light)';

/** Follows the system when asked to; returns a function that stops following. */
export function applyTheme(theme: 'system' | 'dark' | 'light'): () => void {
  const root = document.documentElement;
  if (theme !== 'system') {
    root.dataset.theme = theme;
    return () => undefined;
  }
  const query = window.matchMedia(LIGHT);
  const follow = () => {
    root.dataset.theme = query.matches ? 'light' : 'dark';
  };
  follow();
  query.addEventListener('change', follow);
  return () => query.removeEventListener('change', follow);
}

/** @param percent 100 to 150; every length in the windows is in rem and follows. */
export function applyTextScale(percent: number): void {
  document.documentElement.style.fontSize = `${percent}%`;
}
