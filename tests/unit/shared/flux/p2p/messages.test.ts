// Flux's P2P messages against conversations captured with a real fluxd in regtest, and against whatever bytes there are.
import fc from 'fast-check';
import { concatBytes, fromHex, toHex } from '../../../../../shared/crypto/bytes';
import { ByteReader } from '../../../../../shared/crypto/byte-reader';
import { AppError } from '../../../../../shared/errors/app-error';
import { headerHash, readHeader } from '../../../../../shared/flux/block-header';
import { FLUX_REGTEST } from '../../../../../shared/flux/params';
import { encodeFrame, FrameDecoder, MAX_PAYLOAD, type Frame } from '../../../../../shared/flux/p2p/envelope';
import { frameOf, parseMessage } from '../../../../../shared/flux/p2p/messages';
import { ipOfText, isPublic, splitAddress, textOfAddress } from '../../../../../shared/flux/p2p/net-address';
import plain from '../../../../vectors/fluxd-regtest-p2p-170020-plain.json';
import sent from '../../../../vectors/fluxd-regtest-p2p-tx.json';

const MAGIC = FLUX_REGTEST.magic;
const log = [...plain.log, ...sent.log];
const captured = log.filter(({ messageHex }) => !messageHex.endsWith('...')).map(({ dir, cmd, messageHex }) => ({ dir, cmd, bytes: fromHex(messageHex) }));
/** Of the long ones the log kept the first 3,000 bytes. */
const cutOff = log.filter(({ messageHex }) => messageHex.endsWith('...')).map(({ len, messageHex }) => ({ len, bytes: fromHex(messageHex.slice(0, -3)) }));
const framesOf = (bytes: Uint8Array): Frame[] => [...new FrameDecoder(MAGIC).push(bytes)];
const only = (bytes: Uint8Array): Frame => {
  const [frame, ...more] = framesOf(bytes);
  if (!frame || more.length > 0) throw new Error('not one frame');
  return frame;
};
const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown.code;
    throw thrown;
  }
  return 'taken';
};

describe('captured with fluxd', () => {
  it.each(captured.map(({ dir, cmd, bytes }, index) => [index, dir, cmd, bytes] as const))('message %i (%s %s) is read and written byte for byte', (_index, _dir, cmd, bytes) => {
    const frame = only(bytes);
    expect(frame.command).toBe(cmd);
    expect(toHex(encodeFrame(MAGIC, frame))).toBe(toHex(bytes));
    const message = parseMessage(frame);
    if (message.command === 'other') expect(['sendheaders', 'sendcmpct', 'filterload', 'mempool', 'merkleblock']).toContain(message.name);
    else expect(toHex(encodeFrame(MAGIC, frameOf(message)))).toBe(toHex(bytes));
  });

  it('says who answers', () => {
    expect(parseMessage(only(captured[1]?.bytes ?? new Uint8Array(0)))).toMatchObject({ command: 'version', version: 170_021, userAgent: '/MagicBean:9.0.6/', startHeight: expect.any(Number), relay: true });
  });

  it.each(cutOff.map(({ len, bytes }, index) => [index, len, bytes] as const))('answer %i of headers has the length of its headers, and those that were kept follow each other', (_index, len, bytes) => {
    expect(len).toBeLessThanOrEqual(3 + 160 * 1_496);
    const reader = new ByteReader(bytes, 24);
    const count = reader.compactSize();
    expect([153, 160]).toContain(count);
    let before: string | null = null;
    let kept = 0;
    for (; reader.remaining > 250; kept += 1) {
      const header = readHeader(reader);
      expect(reader.u8()).toBe(0);
      if (before !== null) expect(header.previousHash).toBe(before);
      before = headerHash(header);
    }
    expect(kept).toBeGreaterThan(8);
  });

  it('is cut into the same messages whatever the pieces are', () => {
    const stream = concatBytes(...captured.filter(({ dir }) => dir === 'in').map(({ bytes }) => bytes));
    const whole = framesOf(stream);
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 60 }), (sizes) => {
      const decoder = new FrameDecoder(MAGIC);
      const frames: Frame[] = [];
      for (let offset = 0, piece = 0; offset < stream.length; piece += 1) {
        const size = sizes[piece % sizes.length] ?? 1;
        frames.push(...decoder.push(stream.subarray(offset, offset + size)));
        offset += size;
      }
      expect(frames.map(({ command }) => command)).toEqual(whole.map(({ command }) => command));
      expect(frames.map(({ payload }) => toHex(payload))).toEqual(whole.map(({ payload }) => toHex(payload)));
    }), { numRuns: 40 });
  });
});

describe('what a stranger sends', () => {
  const ping = encodeFrame(MAGIC, { command: 'ping', payload: new Uint8Array(8) });
  const changed = (at: number, value: number): Uint8Array => ping.map((byte, index) => (index === at ? value : byte));

  it.each([
    ['the first byte of another network', Uint8Array.of(0x24), 'p2p/wrong-magic'],
    ['another network', changed(2, 0), 'p2p/wrong-magic'],
    ['a name with a gap', changed(5, 0), 'p2p/bad-command'],
    ['a name that is no text', changed(4, 0xff), 'p2p/bad-command'],
    ['a ping that is too long', changed(16, 9), 'p2p/too-long'],
    ['four gigabytes', changed(19, 0xff), 'p2p/too-long'],
    ['a wrong checksum', changed(20, (ping[20] ?? 0) ^ 1), 'p2p/bad-checksum'],
    ['other bytes than were summed', changed(31, 1), 'p2p/bad-checksum'],
  ])('%s is refused', (_what, bytes, code) => {
    expect(refusal(() => framesOf(bytes))).toBe(code);
  });

  it('takes no memory by a claim of length alone, and none after a long message', () => {
    const decoder = new FrameDecoder(MAGIC);
    const block = encodeFrame(MAGIC, { command: 'block', payload: new Uint8Array(MAX_PAYLOAD) });
    expect([...decoder.push(block.subarray(0, 100))]).toEqual([]);
    expect(decoder.held).toBeLessThan(10_000);
    expect([...decoder.push(block.subarray(100))]).toHaveLength(1);
    expect(decoder.held).toBeLessThan(10_000);
  });

  it('is never more than one message long to be sent', () => {
    expect(refusal(() => encodeFrame(MAGIC, { command: 'block', payload: new Uint8Array(MAX_PAYLOAD + 1) }))).toBe('p2p/too-long');
  });

  it.each(['version', 'ping', 'getheaders', 'headers', 'inv', 'addr', 'reject'])('a payload of %s is read, or refused by name', (command) => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (payload) => {
      const code = refusal(() => parseMessage({ command, payload }));
      expect(code === 'taken' || code.startsWith('bytes/')).toBe(true);
    }), { numRuns: 300 });
  });

  it('is shown as plain text only', () => {
    const reject = frameOf({ command: 'reject', message: 'tx', code: 16, reason: 'a\u0007b\u001b[31mé', hash: null });
    expect(parseMessage(reject)).toMatchObject({ reason: 'a.b.[31m..' });
  });
});

describe('addresses', () => {
  it.each([['203.0.113.9', 16125], ['10.0.0.1', 1]])('%s:%i goes to bytes and back', (host, port) => {
    expect(textOfAddress({ ip: ipOfText(host), port })).toBe(`${host}:${port}`);
    expect(splitAddress(`${host}:${port}`)).toEqual({ host, port });
  });
  it('reads IPv6 in brackets, and writes it so', () => {
    const ip = new Uint8Array(16);
    ip.set([0x20, 0x01, 0x0d, 0xb8]);
    expect(textOfAddress({ ip, port: 5 })).toBe('[2001:db8:0:0:0:0:0:0]:5');
    expect(splitAddress('[2001:db8::1]:5')).toEqual({ host: '2001:db8::1', port: 5 });
  });
  it.each(['', 'host', 'host:', 'host:0', 'host:70000', ':1', 'a b:1', '[::1]'])('%p is no address', (address) => {
    expect(refusal(() => splitAddress(address))).toBe('p2p/bad-address');
  });
  it.each(['127.0.0.1', '10.1.2.3', '192.168.0.1', '172.16.0.1', '169.254.1.1', '100.64.0.1', '0.0.0.0', '224.0.0.1', '198.18.0.1'])('%s is not where strangers are', (host) => {
    expect(isPublic({ ip: ipOfText(host) })).toBe(false);
  });
  it.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '198.20.0.1'])('%s is', (host) => expect(isPublic({ ip: ipOfText(host) })).toBe(true));
});
