// Elements and data (WebAssembly core specification, 5.5.12 and 5.5.14): active ones only, inside the table and the memory, in order
// and without overlap. A passive segment can be dropped at run time, and whether it was is state that no snapshot holds.
import { PAGE_BYTES } from '../abi';
import { constant } from './constant';
import type { Reader } from './reader';
import { refuse, within } from './refuse';
import { I32, type Decoded } from './types';

export function readElements(reader: Reader, module: Decoded): void {
  let free = 0;
  for (let left = within('elementSegments', reader.u32()); left > 0; left -= 1) {
    if (reader.u32() !== 0) refuse('element', 'an element segment is not a plain active list of functions', { offset: reader.at });
    const start = constant(reader, I32);
    const count = reader.u32();
    if (module.table === null || start + count > module.table) refuse('element', 'an element segment lies outside the table', { start, count });
    if (start < free) refuse('element', 'element segments overlap or are not in order', { start, free });
    free = start + count;
    for (let index = 0; index < count; index += 1) {
      if (reader.u32() >= module.functions.length) refuse('element', 'an element segment names a function that does not exist', { offset: reader.at });
    }
  }
}

export function readDataCount(reader: Reader, module: Decoded): void {
  module.dataCount = within('dataSegments', reader.u32());
}

export function readData(reader: Reader, module: Decoded): void {
  const bytes = (module.pages ?? 0) * PAGE_BYTES;
  module.dataSegments = within('dataSegments', reader.u32());
  let free = 0;
  for (let left = module.dataSegments; left > 0; left -= 1) {
    if (reader.u32() !== 0) refuse('data', 'a data segment is not active, or names its memory', { offset: reader.at });
    const start = constant(reader, I32);
    const count = reader.u32();
    if (module.pages === null || start + count > bytes) refuse('data', 'a data segment lies outside the memory', { start, count });
    if (start < free) refuse('data', 'data segments overlap or are not in order', { start, free });
    free = start + count;
    reader.take(count);
  }
}
