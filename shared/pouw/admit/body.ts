// One function body, instruction by instruction: every immediate is read with its own form, so that no byte can pass for something that
// it is not, and every operand's type is followed, so that what is admitted here is valid for every other decoder.
import type { Reader } from './reader';
import { LIMITS } from './limits';
import { Operands, type Block } from './operands';
import { PLAIN, PLAIN_FC, type Plain } from './plain';
import { refuse, within } from './refuse';
import { SIMD } from './simd';
import { ANY, F32, F64, I32, I64, isValueType, readValueType, V128, type Decoded, type FunctionType } from './types';
import { refuseFc, refuseFd, refusePlain } from './unwanted';

const NO_VALUE = 0x40;
/** What a branch to a block carries: to a loop, its parameters; else the results. */
const carried = (block: Block): readonly number[] => (block.kind === 'loop' ? block.params : block.results);

export class BodyReader {
  readonly #module: Decoded;
  readonly #reader: Reader;
  readonly #operands = new Operands();
  readonly #locals = new Uint8Array(LIMITS.localsPerFunction);
  #localCount = 0;
  #allLocals = 0;

  constructor(module: Decoded, reader: Reader) {
    this.#module = module;
    this.#reader = reader;
  }

  /** Reads the body of a function, which ends with the reader's end. */
  read(type: FunctionType): void {
    this.#localCount = 0;
    for (const param of type.params) this.#addLocals(1, param);
    for (let groups = this.#reader.u32(); groups > 0; groups -= 1) this.#addLocals(this.#reader.u32(), readValueType(this.#reader));
    this.#allLocals = within('locals', this.#allLocals + this.#localCount);
    this.#operands.clear();
    this.#operands.begin('block', { params: [], results: type.results });
    while (this.#operands.open > 0) this.#instruction(this.#reader.byte());
    if (this.#reader.left !== 0) refuse('section', 'a function goes on after its end', { offset: this.#reader.at });
  }

  #addLocals(count: number, type: number): void {
    within('localsPerFunction', this.#localCount + count);
    this.#locals.fill(type, this.#localCount, this.#localCount + count);
    this.#localCount += count;
  }

  #instruction(opcode: number): void {
    const known = PLAIN.get(opcode);
    if (known) this.#plain(known);
    else if (opcode === 0xfc) this.#afterFc();
    else if (opcode === 0xfd) this.#afterFd();
    else if (opcode < 0x20) this.#control(opcode);
    else this.#variable(opcode);
  }

  #control(opcode: number): void {
    const operands = this.#operands;
    switch (opcode) {
      case 0x00:
        return operands.leave();
      case 0x01:
        return;
      case 0x02:
        return this.#begin('block');
      case 0x03:
        return this.#begin('loop');
      case 0x04:
        operands.pop(I32);
        return this.#begin('if');
      case 0x05:
        return this.#otherwise();
      case 0x0b:
        return this.#end();
      case 0x0c:
        operands.popAll(carried(operands.label(this.#reader.u32())));
        return operands.leave();
      case 0x0d:
        return this.#branchIf();
      case 0x0e:
        return this.#branchTable();
      case 0x0f:
        operands.popAll(operands.label(operands.open - 1).results);
        return operands.leave();
      case 0x10:
        return this.#call(this.#module.functions[this.#reader.u32()]);
      case 0x11:
        return this.#callIndirect();
      case 0x1a:
        operands.pop(ANY);
        return;
      case 0x1b:
        return this.#select();
      default:
        refusePlain(opcode, this.#reader.at - 1);
    }
  }

  /** 0x20 and above: variables and constants. */
  #variable(opcode: number): void {
    const operands = this.#operands;
    switch (opcode) {
      case 0x20:
        return operands.push(this.#local());
      case 0x21:
        operands.pop(this.#local());
        return;
      case 0x22: {
        const type = this.#local();
        operands.pop(type);
        return operands.push(type);
      }
      case 0x23:
        return operands.push(this.#global().type);
      case 0x24: {
        const { type, mutable } = this.#global();
        if (!mutable) refuse('invalid', 'a constant global is written', { offset: this.#reader.at });
        operands.pop(type);
        return;
      }
      case 0x41:
        this.#reader.s32();
        return operands.push(I32);
      case 0x42:
        this.#reader.skipS64();
        return operands.push(I64);
      case 0x43:
        this.#reader.take(4);
        return operands.push(F32);
      case 0x44:
        this.#reader.take(8);
        return operands.push(F64);
      default:
        refusePlain(opcode, this.#reader.at - 1);
    }
  }

  #afterFc(): void {
    const opcode = this.#reader.u32();
    this.#plain(PLAIN_FC.get(opcode) ?? refuseFc(opcode, this.#reader.at));
  }

  #afterFd(): void {
    const opcode = this.#reader.u32();
    if (opcode === 12) {
      this.#reader.take(16);
      this.#operands.push(V128);
    } else if (opcode === 13) {
      if (this.#reader.take(16).some((lane) => lane >= 32)) refuse('invalid', 'a lane does not exist', { offset: this.#reader.at });
      this.#operands.popAll([V128, V128]);
      this.#operands.push(V128);
    } else this.#plain(SIMD.get(opcode) ?? refuseFd(opcode, this.#reader.at));
  }

  #plain({ pops, pushes, align, lanes, zeros = 0 }: Plain): void {
    const reader = this.#reader;
    if (align !== undefined) {
      this.#needsMemory();
      if (reader.u32() > align) refuse('invalid', 'an access is aligned to more than its size, or names a memory', { offset: reader.at });
      reader.u32();
    }
    if (lanes !== undefined && reader.byte() >= lanes) refuse('invalid', 'a lane does not exist', { offset: reader.at });
    if (zeros > 0) this.#needsMemory();
    for (let left = zeros; left > 0; left -= 1) {
      if (reader.byte() !== 0) refuse('memory-count', 'an instruction names another memory than the only one', { offset: reader.at });
    }
    this.#operands.popAll(pops);
    if (pushes !== null) this.#operands.push(pushes);
  }

  #needsMemory(): void {
    if (this.#module.pages === null) refuse('memory-count', 'the module must have exactly one memory', { count: 0 });
  }

  #begin(kind: 'block' | 'loop' | 'if'): void {
    const type = this.#blockType();
    this.#operands.popAll(type.params);
    this.#operands.begin(kind, type);
  }

  #blockType(): FunctionType {
    const offset = this.#reader.at;
    const type = this.#reader.s33();
    if (type >= 0) return this.#module.types[type] ?? refuse('invalid', 'a block has a type that the module does not declare', { offset });
    // The short forms are single bytes: as a number they are below zero.
    const byte = type + 0x80;
    if (this.#reader.at !== offset + 1) refuse('number', 'the type of a block is written too long', { offset });
    if (byte === NO_VALUE) return { params: [], results: [] };
    if (!isValueType(byte)) refuse('references', 'the type of a block is not one of i32, i64, f32, f64, v128', { offset });
    return { params: [], results: [byte] };
  }

  #otherwise(): void {
    if (this.#operands.top.kind !== 'if') refuse('invalid', 'an else has no if', { offset: this.#reader.at - 1 });
    this.#operands.begin('else', this.#operands.finish());
  }

  #end(): void {
    const { kind, params, results } = this.#operands.finish();
    const same = params.length === results.length && params.every((type, index) => type === results[index]);
    if (kind === 'if' && !same) refuse('invalid', 'an if without else must give what it takes', { offset: this.#reader.at - 1 });
    // The end of the function itself gives its results to the caller.
    if (this.#operands.open > 0) this.#operands.pushAll(results);
  }

  #branchIf(): void {
    const types = carried(this.#operands.label(this.#reader.u32()));
    this.#operands.pop(I32);
    this.#operands.popAll(types);
    this.#operands.pushAll(types);
  }

  #branchTable(): void {
    this.#operands.pop(I32);
    const count = within('branchTargets', this.#reader.u32());
    let arity: number | null = null;
    for (let index = 0; index <= count; index += 1) {
      const types = carried(this.#operands.label(this.#reader.u32()));
      arity ??= types.length;
      if (types.length !== arity) refuse('invalid', 'the targets of a branch take different numbers of operands', { offset: this.#reader.at });
      this.#operands.peekAll(types);
    }
    this.#operands.leave();
  }

  #call(type: FunctionType | undefined): void {
    if (!type) refuse('invalid', 'a call of a function that does not exist', { offset: this.#reader.at });
    this.#operands.popAll(type.params);
    this.#operands.pushAll(type.results);
  }

  #callIndirect(): void {
    const type = this.#module.types[this.#reader.u32()];
    if (this.#reader.u32() !== 0 || this.#module.table === null) refuse('table', 'a call through a table that does not exist', { offset: this.#reader.at });
    this.#operands.pop(I32);
    this.#call(type);
  }

  #select(): void {
    this.#operands.pop(I32);
    const second = this.#operands.pop(ANY);
    this.#operands.push(this.#operands.pop(second));
  }

  #local(): number {
    const index = this.#reader.u32();
    const type = index < this.#localCount ? this.#locals[index] : undefined;
    return type ?? refuse('invalid', 'a local does not exist', { index });
  }

  #global() {
    const index = this.#reader.u32();
    return this.#module.globals[index] ?? refuse('invalid', 'a global does not exist', { index });
  }
}
