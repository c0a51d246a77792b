// Render jobs: a tile of a picture. Params are eight u32, the output is RGBA, row by row.

import { AppError } from '../../errors/app-error';

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

/** @throws AppError pouw/bad-params */
export function decodeTile(params: Uint8Array): TileParams {
  if (params.length !== 32) throw new AppError('pouw/bad-params', 'these are no params of a tile');
  const view = new DataView(params.buffer, params.byteOffset, 32);
  const at = (index: number): number => view.getUint32(4 * index, true);
  return { width: at(0), height: at(1), x: at(2), y: at(3), w: at(4), h: at(5), samples: at(6), scene: at(7) };
}

/** Tiles that cover a picture, row by row. */
export function tilesOf({ width, height, tile, samples, scene }: { width: number; height: number; tile: number; samples: number; scene: number }): TileParams[] {
  const tiles: TileParams[] = [];
  for (let y = 0; y < height; y += tile) for (let x = 0; x < width; x += tile) tiles.push({ width, height, x, y, w: Math.min(tile, width - x), h: Math.min(tile, height - y), samples, scene });
  return tiles;
}
