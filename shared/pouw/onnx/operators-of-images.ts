// Shapes of what slides a window over pictures: four dimensions (pictures, channels, height, width), padding said in numbers.
import type { Attributes, Shape } from './model';
import { refuseModel } from './refuse';

export interface Window {
  /** Height and width. */
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  /** Rows above and columns to the left; what is below and to the right follows from the size of the output. */
  readonly before: readonly [number, number];
  readonly output: readonly [number, number];
}

const MOST = 4_096;

function two(attributes: Attributes, name: string, usual: readonly [number, number]): readonly [number, number] {
  const value = attributes[name];
  if (value === undefined) return usual;
  const [first, second, ...more] = typeof value === 'number' ? [] : value;
  if (first === undefined || second === undefined || more.length > 0 || first < 1 || second < 1 || first > MOST || second > MOST) return refuseModel('attribute', 'an attribute of a window takes two numbers above zero', { name });
  return [first, second];
}

function padsOf(attributes: Attributes): readonly [number, number, number, number] {
  const [top = 0, left = 0, bottom = 0, right = 0, ...more] = attributes.pads === undefined || typeof attributes.pads === 'number' ? [] : attributes.pads;
  const pads = [top, left, bottom, right] as const;
  return more.length === 0 && pads.every((pad) => pad >= 0 && pad <= MOST) ? pads : refuseModel('attribute', 'padding takes four numbers');
}

/** @param kernel as the weights have it @throws AppError pouw/model-shape | pouw/model-attribute */
export function windowOf([, , height = 0, width = 0]: Shape, attributes: Attributes, kernel: readonly [number, number]): Window {
  const [tall, wide] = two(attributes, 'kernel_shape', kernel);
  if (tall !== kernel[0] || wide !== kernel[1]) refuseModel('attribute', 'kernel_shape is not the shape of the weights');
  const [strides, dilations, [top, left, bottom, right]] = [two(attributes, 'strides', [1, 1]), two(attributes, 'dilations', [1, 1]), padsOf(attributes)];
  const reach = [dilations[0] * (tall - 1) + 1, dilations[1] * (wide - 1) + 1] as const;
  // A window that lies in the padding alone has no greatest number.
  if (Math.max(top, bottom) >= reach[0] || Math.max(left, right) >= reach[1]) refuseModel('attribute', 'the padding is as large as the window');
  const output = [Math.floor((height + top + bottom - reach[0]) / strides[0]) + 1, Math.floor((width + left + right - reach[1]) / strides[1]) + 1] as const;
  if (output[0] < 1 || output[1] < 1) refuseModel('shape', 'a window is larger than its picture');
  return { kernel: [tall, wide], strides, dilations, before: [top, left], output };
}

export function convolved([from = [], kernel = [], bias]: readonly Shape[], attributes: Attributes): Shape {
  const [pictures, channels] = from;
  const [made, each, tall, wide] = kernel;
  const group = attributes.group === undefined ? 1 : Number(attributes.group);
  if (from.length !== 4 || kernel.length !== 4 || pictures === undefined || channels === undefined || made === undefined || each === undefined || tall === undefined || wide === undefined) return refuseModel('shape', 'a convolution takes pictures and weights of four dimensions');
  if (!(group >= 1) || channels !== each * group || made % group !== 0 || (bias && (bias.length !== 1 || bias[0] !== made))) return refuseModel('shape', 'the weights of a convolution do not fit its pictures');
  return [pictures, made, ...windowOf(from, attributes, [tall, wide]).output];
}

/** The window of a pool, which has no weights to tell its size. */
export function poolWindow(from: Shape, attributes: Attributes): Window {
  if (attributes.kernel_shape === undefined) refuseModel('attribute', 'MaxPool needs kernel_shape');
  return windowOf(from, attributes, two(attributes, 'kernel_shape', [1, 1]));
}

export function pooled([from = []]: readonly Shape[], attributes: Attributes): Shape {
  const [pictures, channels] = from;
  if (from.length !== 4 || pictures === undefined || channels === undefined) return refuseModel('shape', 'a pool takes pictures of four dimensions');
  return [pictures, channels, ...poolWindow(from, attributes).output];
}
