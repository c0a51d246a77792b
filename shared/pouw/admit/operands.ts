// The stacks of validation: types of waiting operands, and the blocks that are open (WebAssembly core specification, appendix A.3).
import { LIMITS } from './limits';
import { refuse, within } from './refuse';
import { ANY, typeName, type FunctionType } from './types';

export interface Block extends FunctionType {
  readonly kind: 'block' | 'loop' | 'if' | 'else';
  /** Operands that waited when it began; it may not touch them. */
  readonly height: number;
  /** After a branch that is always taken, until the end of the block. */
  unreachable: boolean;
}

export class Operands {
  readonly #types = new Uint8Array(LIMITS.operands);
  #count = 0;
  #blocks: Block[] = [];
  #top: Block | undefined;

  /** Empties everything, for the next function. */
  clear(): void {
    this.#count = 0;
    this.#blocks = [];
    this.#top = undefined;
  }

  /** The innermost open block. */
  get top(): Block {
    return this.#top ?? refuse('invalid', 'an instruction stands after the end of its function');
  }

  get open(): number {
    return this.#blocks.length;
  }

  /** The block that a branch of that depth leaves. */
  label(depth: number): Block {
    return this.#blocks[this.#blocks.length - 1 - depth] ?? refuse('invalid', 'a branch leads out of its function', { depth });
  }

  push(type: number): void {
    within('operands', this.#count + 1);
    this.#types[this.#count] = type;
    this.#count += 1;
  }

  pushAll(types: readonly number[]): void {
    for (const type of types) this.push(type);
  }

  /** Takes an operand that must be of the given type; any type with ANY. */
  pop(expected: number): number {
    const top = this.top;
    if (this.#count === top.height) {
      if (top.unreachable) return expected;
      refuse('invalid', 'an instruction lacks an operand', { expected: typeName(expected) });
    }
    this.#count -= 1;
    const found = this.#types[this.#count] ?? ANY;
    if (found !== expected && found !== ANY && expected !== ANY) refuse('invalid', 'an operand has the wrong type', { expected: typeName(expected), found: typeName(found) });
    return found === ANY ? expected : found;
  }

  popAll(types: readonly number[]): void {
    for (let index = types.length - 1; index >= 0; index -= 1) this.pop(types[index] ?? ANY);
  }

  /** Whether the operands would fit, without taking them. */
  peekAll(types: readonly number[]): void {
    const count = this.#count;
    this.popAll(types);
    this.#count = count;
  }

  begin(kind: Block['kind'], { params, results }: FunctionType): void {
    within('nesting', this.#blocks.length);
    this.#top = { kind, params, results, height: this.#count, unreachable: false };
    this.#blocks.push(this.#top);
    this.pushAll(params);
  }

  /** Closes the innermost block, whose results must be all that is left of it. */
  finish(): Block {
    const block = this.top;
    this.popAll(block.results);
    if (this.#count !== block.height) refuse('invalid', 'a block leaves operands behind');
    this.#blocks.pop();
    this.#top = this.#blocks.at(-1);
    return block;
  }

  /** What follows in this block is never reached. */
  leave(): void {
    const top = this.top;
    this.#count = top.height;
    top.unreachable = true;
  }
}
