// Every opcode against the engine: what exists, its operands, its immediates.
import { admit } from '../../../../../shared/pouw/admit/admit';
import { encode, fromSections, I32, u32, type Func } from '../../../../pouw/corpus/encode';
import { CORPUS_LIMITS } from '../../../../pouw/corpus/entry';
import { jobModule, op } from '../../../../pouw/corpus/job-module';
import { judge } from '../../../../pouw/corpus/judge';
import { getLocal, immediates, instructions, LOCALS, richModule, withTable } from '../../../../pouw/corpus/rich-module';

const valid = (bytes: Uint8Array): boolean => WebAssembly.validate(Uint8Array.from(bytes));

/** The good module with one more function. */
function withFunction(func: Partial<Func>): Uint8Array {
  const job = jobModule();
  return encode({ ...job, functions: [...job.functions, { params: [], results: [], code: [], ...func }] });
}

it('admits a module with all of them', () => {
  // WebAssembly 1.0 with sign extension; truncation, copy and fill; SIMD without its constant and shuffle.
  expect(instructions).toHaveLength(152 + 10 + 234);
  expect(judge(fromSections(withTable(richModule)))).toBe('admitted');
});

it('knows no opcode that the engine does not, and refuses the others by name', () => {
  const opcodes = [
    ...Array.from({ length: 0xfb }, (_, opcode) => [opcode]),
    ...[0xfb, 0xfc, 0xfe].flatMap((prefix) => Array.from({ length: 128 }, (_, opcode) => [prefix, opcode])),
    ...Array.from({ length: 0x200 }, (_, opcode) => [0xfd, ...u32(opcode)]),
  ];
  // Where nothing is reached every operand fits, so only the immediates have to be found.
  const forms = [[], [0], [0, 0], [0, 0, 0], [2, 0], [3, 0], Array.from({ length: 16 }, () => 0), [0x70], [1, I32], [0x40]];
  const verdicts = opcodes.map((opcode) => {
    const all = forms.map((form) => withFunction({ code: [...op.unreachable, ...opcode, ...form, ...op.unreachable] }));
    return { opcode, verdicts: all.map(judge), exists: all.some(valid) };
  });
  const unknown = verdicts.filter(({ verdicts: found, exists }) => exists && found.every((verdict) => verdict === 'pouw/module-instruction' || verdict === 'pouw/module-invalid'));
  // Blocks need an end that these forms do not give.
  expect(unknown.map(({ opcode }) => opcode.map((byte) => byte.toString(16)).join(' '))).toEqual([]);
});

it('knows the operands and the result of each', () => {
  const types = LOCALS.map(([, type]) => type);
  for (const { opcode, plain } of instructions) {
    const instruction = [...opcode, ...immediates(plain)];
    const results = plain.pushes === null ? [] : [plain.pushes];
    const admitted = withFunction({ results, locals: LOCALS, code: [...plain.pops.flatMap(getLocal), ...instruction] });
    expect(judge(admitted)).toBe('admitted');
    for (const type of types) {
      const otherResult = withFunction({ results: [type], locals: LOCALS, code: [...plain.pops.flatMap(getLocal), ...instruction] });
      expect(judge(otherResult)).toBe(type === plain.pushes ? 'admitted' : 'pouw/module-invalid');
      plain.pops.forEach((own, place) => {
        const pops = plain.pops.map((pop, index) => (index === place ? type : pop));
        const otherOperand = withFunction({ results, locals: LOCALS, code: [...pops.flatMap(getLocal), ...instruction] });
        expect(judge(otherOperand)).toBe(type === own ? 'admitted' : 'pouw/module-invalid');
      });
    }
  }
});

it('knows the last alignment, lane and memory of each', () => {
  for (const { opcode, plain } of instructions) {
    for (const beyond of [{ align: 1 }, { lane: 1 }, { zeros: 1 }]) {
      const bytes = withFunction({ locals: LOCALS, code: [...op.unreachable, ...opcode, ...immediates(plain, beyond), ...op.unreachable] });
      const verdict = judge(bytes);
      expect(verdict === 'admitted').toBe(valid(bytes));
    }
  }
});

it.each([
  ['of 32 bits', [0x41], [0xff, 0xff, 0xff, 0xff, 0x07], true],
  ['of 32 bits, negative', [0x41], [0x80, 0x80, 0x80, 0x80, 0x78], true],
  ['of 33 bits', [0x41], [0xff, 0xff, 0xff, 0xff, 0x0f], false],
  ['of 32 bits in six bytes', [0x41], [0x80, 0x80, 0x80, 0x80, 0x80, 0x00], false],
  ['of 64 bits', [0x42], [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7f], true],
  ['of 65 bits', [0x42], [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01], false],
  ['of 64 bits in eleven bytes', [0x42], [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00], false],
])('reads a constant %s', (_, opcode, number, fits) => {
  const bytes = withFunction({ code: [...opcode, ...number, ...op.drop] });
  expect(judge(bytes)).toBe(fits ? 'admitted' : 'pouw/module-number');
  expect(valid(bytes)).toBe(fits);
});

it('reads the largest module with the dearest instructions in little time', () => {
  // A branch to many targets that each carry as many values as a block may give: sixteen comparisons for each byte.
  const results = Array.from({ length: 16 }, () => I32);
  const values = results.flatMap(() => op.i32(0));
  const branch = [0x02, ...u32(8), ...values, ...op.i32(0), 0x0e, ...u32(4_096), ...new Uint8Array(4_097), ...op.end, ...results.flatMap(() => op.drop)];
  const code = Array.from({ length: 31 }, () => branch).flat();
  const job = jobModule();
  const give: Func = { params: [], results, code: values };
  const bytes = encode({ ...job, functions: [...job.functions, give, ...Array.from({ length: 31 }, () => ({ params: [], results: [], code }))] });
  expect(bytes.length).toBeGreaterThan(3.8 * 1_048_576);
  const before = performance.now();
  expect(admit(bytes, CORPUS_LIMITS).memory.pages).toBe(1);
  expect(performance.now() - before).toBeLessThan(10_000);
});
