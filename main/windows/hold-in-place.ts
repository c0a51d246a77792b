// A window that another program moved under the pointer could turn a click into a yes: moves and sizes that the person did not make are undone.

import type { BrowserWindow } from 'electron';

/**
 * Remembers where the window stands and puts it back after every move that no drag announced.
 * macOS and Windows announce drags (`will-move`); Linux does not, so there the window cannot be moved at all.
 */
export function holdInPlace(window: BrowserWindow): void {
  let place = window.getBounds();
  let dragging = false;
  window.on('will-move', () => {
    dragging = true;
  });
  const settle = () => {
    if (dragging) {
      place = window.getBounds();
      dragging = false;
      return;
    }
    const now = window.getBounds();
    if (now.x !== place.x || now.y !== place.y || now.width !== place.width || now.height !== place.height) window.setBounds(place);
  };
  window.on('move', settle);
  window.on('resize', settle);
}
