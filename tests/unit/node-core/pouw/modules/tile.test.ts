import fc from 'fast-check';
import { encodeTile, tilesOf } from '../../../../../shared/pouw/kinds/render';
import { begin, runModule } from './run-module';
import { renderTile } from './tile-reference';

const small = fc.record({ x: fc.integer({ min: 0, max: 40 }), y: fc.integer({ min: 0, max: 30 }), w: fc.integer({ min: 1, max: 8 }), h: fc.integer({ min: 1, max: 6 }), samples: fc.integer({ min: 1, max: 3 }), scene: fc.integer({ min: 0, max: 10 }) });

it('gives the bits of the plain reference, over seeds and cuts', async () => {
  await fc.assert(fc.asyncProperty(small, fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 4 }), async (part, seed, cuts) => {
    const params = { ...part, width: 64, height: 48 };
    const { output, units } = await runModule({ module: 'tile', seed, params: encodeTile(params) }, cuts);
    expect(units).toBe(part.h);
    expect(Buffer.compare(output, renderTile(params, seed))).toBe(0);
  }), { numRuns: 80 });
});

it('tiles cover a picture, each pixel once', () => {
  fc.assert(fc.property(fc.integer({ min: 16, max: 200 }), fc.integer({ min: 16, max: 200 }), fc.integer({ min: 16, max: 64 }), (width, height, tile) => {
    const seen = new Set(tilesOf({ width, height, tile, samples: 1, scene: 0 }).flatMap(({ x, y, w, h }) => Array.from({ length: w * h }, (_, at) => (y + Math.floor(at / w)) * width + x + (at % w))));
    expect(seen.size).toBe(width * height);
  }), { numRuns: 30 });
});

it.each([{ w: 0 }, { x: 60, w: 10 }, { samples: 0 }, { scene: 17 }, { width: 5000 }, { h: 257, height: 400 }, { x: 0xffff_ffff }])('refuses %o', async (wrong) => {
  await expect(begin({ module: 'tile', params: encodeTile({ width: 64, height: 48, x: 0, y: 0, w: 8, h: 8, samples: 1, scene: 0, ...wrong }) })).rejects.toMatchObject({ code: 'pouw/job-input' });
});
