// Addresses of peers as text: IPv4 mapped into 16 bytes (RFC 4291, 2.5.5.2), IPv6, and which of them a stranger may name.
import { AppError } from '../../errors/app-error';
import type { NetAddress } from './messages';

const MAPPED = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];
const isMapped = (ip: Uint8Array): boolean => MAPPED.every((byte, index) => ip[index] === byte);

/** The 16 bytes of a dotted IPv4 address; of any other text the unspecified address. */
export function ipOfText(host: string): Uint8Array {
  const ip = new Uint8Array(16);
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(host)?.slice(1).map(Number);
  if (parts?.every((part) => part <= 255)) ip.set([...MAPPED, ...parts]);
  return ip;
}

/** host:port of an address on the wire; IPv6 stands in brackets. */
export function textOfAddress({ ip, port }: Pick<NetAddress, 'ip' | 'port'>): string {
  if (isMapped(ip)) return `${ip.subarray(12).join('.')}:${port}`;
  const groups = Array.from({ length: 8 }, (_, index) => (((ip[2 * index] ?? 0) << 8) | (ip[2 * index + 1] ?? 0)).toString(16));
  return `[${groups.join(':')}]:${port}`;
}

/** Splits host:port. @throws AppError `p2p/bad-address` */
export function splitAddress(address: string): { readonly host: string; readonly port: number } {
  const found = /^(?:\[([0-9a-fA-F:.]+)\]|([A-Za-z0-9.-]+)):(\d{1,5})$/.exec(address);
  const port = Number(found?.[3]);
  const host = found?.[1] ?? found?.[2];
  if (host === undefined || port < 1 || port > 65_535) throw new AppError('p2p/bad-address', 'not host:port', { context: { address: address.slice(0, 80) } });
  return { host, port };
}

/** Whether an IPv4 address lies where strangers' machines are (RFC 6890): a peer that names others is not to send us into this network. */
export function isPublic({ ip }: Pick<NetAddress, 'ip'>): boolean {
  if (!isMapped(ip)) return ((ip[0] ?? 0) & 0xe0) === 0x20;
  const [a = 0, b = 0] = ip.subarray(12);
  if (a === 0 || a === 10 || a === 127 || a >= 224) return false;
  if (a === 100 && b >= 64 && b < 128) return false;
  if (a === 169 && b === 254) return false;
  if (a === 172 && b >= 16 && b < 32) return false;
  if (a === 192 && (b === 168 || b === 0)) return false;
  return !(a === 198 && (b === 18 || b === 19));
}
