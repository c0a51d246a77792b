// Render jobs: a tile of a picture. Params are eight u32, the output is RGBA, row by row.

export interface TileParams {
  /** Pixels of the whole picture. */
  readonly width: number;
  readonly height: number;
  /** The tile, in pixels of the picture. */
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** Rays for each pixel. */
  readonly samples: number;
  readonly scene: number;
}

export function encodeTile({ width, height, x, y, w, h, samples, scene }: TileParams): Uint8Array {
  return new Uint8Array(Uint32Array.of(width, height, x, y, w, h, samples, scene).buffer);
}

/** Tiles that cover a picture, row by row. */
export function tilesOf({ width, height, tile, samples, scene }: { width: number; height: number; tile: number; samples: number; scene: number }): TileParams[] {
  const tiles: TileParams[] = [];
  for (let y = 0; y < height; y += tile) for (let x = 0; x < width; x += tile) tiles.push({ width, height, x, y, w: Math.min(tile, width - x), h: Math.min(tile, height - y), samples, scene });
  return tiles;
}
