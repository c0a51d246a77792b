// What slides a window over pictures, in plain TypeScript: the part of `plain.ts` that needs four loops.
import type { Attributes, Plain, Shape } from './model';
import { poolWindow, windowOf, type Window } from './operators-of-images';

const f32 = Math.fround;

/** Visits the pixels of a window that lie in the picture. */
function visit({ kernel, strides, dilations, before }: Window, [height, width]: readonly [number, number], [row, column]: readonly [number, number], at: (pixel: number, place: number) => void): void {
  for (let y = 0; y < kernel[0]; y += 1) {
    for (let x = 0; x < kernel[1]; x += 1) {
      const [down, right] = [row * strides[0] + y * dilations[0] - before[0], column * strides[1] + x * dilations[1] - before[1]];
      if (down >= 0 && down < height && right >= 0 && right < width) at(down * width + right, y * kernel[1] + x);
    }
  }
}

export function convolve([pictures, kernel, bias]: readonly Plain[], attributes: Attributes, [, made = 1, tall = 1, wide = 1]: Shape): Float32Array {
  if (!pictures || !kernel) return new Float32Array(0);
  const [count = 1, channels = 1, height = 1, width = 1] = pictures.dims;
  const [, each = 1, kernelTall = 1, kernelWide = 1] = kernel.dims;
  const window = windowOf(pictures.dims, attributes, [kernelTall, kernelWide]);
  const perGroup = made / (channels / each);
  const output = new Float32Array(count * made * tall * wide);
  for (let index = 0; index < output.length; index += 1) {
    const [column, row, channel, picture] = [index % wide, Math.floor(index / wide) % tall, Math.floor(index / (wide * tall)) % made, Math.floor(index / (wide * tall * made))];
    let sum = 0;
    for (let input = 0; input < each; input += 1) {
      const from = (picture * channels + Math.floor(channel / perGroup) * each + input) * height * width;
      const weights = (channel * each + input) * kernelTall * kernelWide;
      visit(window, [height, width], [row, column], (pixel, place) => { sum = f32(sum + f32((pictures.data[from + pixel] ?? 0) * (kernel.data[weights + place] ?? 0))); });
    }
    output[index] = f32(sum + (bias?.data[channel] ?? 0));
  }
  return output;
}

export function pool([pictures]: readonly Plain[], attributes: Attributes, [, , tall = 1, wide = 1]: Shape): Float32Array {
  if (!pictures) return new Float32Array(0);
  const [count = 1, channels = 1, height = 1, width = 1] = pictures.dims;
  const window = poolWindow(pictures.dims, attributes);
  return Float32Array.from({ length: count * channels * tall * wide }, (_, index) => {
    const from = Math.floor(index / (wide * tall)) * height * width;
    let most = -Infinity;
    visit(window, [height, width], [Math.floor(index / wide) % tall, index % wide], (pixel) => { most = Math.max(most, pictures.data[from + pixel] ?? 0); });
    return most;
  });
}
