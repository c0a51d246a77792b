// A QR code as one SVG path: dark on white in both themes, because scanners want it so.

import { create } from 'qrcode';
import { useMemo } from 'react';

/** The dark modules as a path with a quiet zone of four modules. */
function modules(text: string): { path: string; size: number } {
  const { modules: matrix } = create(text, { errorCorrectionLevel: 'M' });
  let path = '';
  for (let row = 0; row < matrix.size; row += 1) {
    for (let column = 0; column < matrix.size; column += 1) if (matrix.get(row, column)) path += `M${column + 4} ${row + 4}h1v1h-1z`;
  }
  return { path, size: matrix.size + 8 };
}

export function Qr({ text, label }: { text: string; label: string }) {
  const { path, size } = useMemo(() => modules(text), [text]);
  return (
    <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} data-testid="qr" data-text={text} className="w-full max-w-53 rounded-lg bg-white" shapeRendering="crispEdges">
      <path d={path} fill="#0b0e13" />
    </svg>
  );
}
