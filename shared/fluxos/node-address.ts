// Where a FluxOS node is reached (flux-services 3.1): what the gateway's `fluxnode` header says, and the node's own door.

export interface NodeAddress {
  /** IPv4. */
  readonly ip: string;
  readonly port: number;
}

const FLUXOS_PORT = 16_127;
/** `serverNN_IP`, with the port behind a colon or another underscore. */
const HEADER = /^(?:[A-Za-z0-9-]{1,60}_)?(\d{1,3}(?:\.\d{1,3}){3})(?:[:_](\d{1,5}))?$/;

/** The node that the gateway's answer came from; null when the header is none of its forms. */
export function nodeOfHeader(header: string): NodeAddress | null {
  const found = HEADER.exec(header.trim());
  const ip = found?.[1];
  if (ip === undefined || ip.split('.').some((part) => Number(part) > 255)) return null;
  const port = found?.[2] === undefined ? FLUXOS_PORT : Number(found[2]);
  return port >= 1 && port <= 65_535 ? { ip, port } : null;
}

/** Whether a node of the network can have this address: public, and one of the ports of FluxOS. */
export function isPublicNode({ ip, port }: NodeAddress): boolean {
  return !isPrivate(ip) && port >= 16_127 && port <= 16_197 && (port - FLUXOS_PORT) % 10 === 0;
}

/** Addresses of this computer, of local networks, and of nobody. */
function isPrivate(ip: string): boolean {
  const [a = 0, b = 0] = ip.split('.').map(Number);
  if (a === 0 || a === 10 || a === 127 || a >= 224) return true;
  return (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168) || (a === 169 && b === 254) || (a === 100 && b >= 64 && b <= 127) || (a === 198 && (b === 18 || b === 19));
}

/** A node's door with a certificate of the operator's: nothing goes to a stranger's machine in the clear. */
export function nodeUrl({ ip, port }: NodeAddress): string {
  return `https://${ip.replaceAll('.', '-')}-${port}.node.api.runonflux.io`;
}

/** As a person reads it. */
export const nodeText = ({ ip, port }: NodeAddress): string => (port === FLUXOS_PORT ? ip : `${ip}:${port}`);
