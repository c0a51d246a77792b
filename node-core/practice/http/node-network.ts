// Which network fluxd counts a node's address to: none for one that cannot be reached over the Internet, or that carries a port (netbase.cpp).

/** Ranges that fluxd does not route: private ones, link-local, carrier NAT, documentation, benchmarking (RFC 1918, 3927, 6598, 5737, 2544). */
const UNROUTED = /^(0\.|10\.|127\.|169\.254\.|192\.168\.|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|198\.1[89]\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/;
const UNROUTED_6 = /^(fe80|f[cd]|2001:0?db8|::1?$)/i;

/** `ipv4`, `ipv6` or empty. */
export function networkOf(ip: string): 'ipv4' | 'ipv6' | '' {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(ip)) return UNROUTED.test(ip) ? '' : 'ipv4';
  return /^[0-9a-f:]+:[0-9a-f:]*$/i.test(ip) && !UNROUTED_6.test(ip) ? 'ipv6' : '';
}
