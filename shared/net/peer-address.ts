// host:port of a peer of the Flux network: a name, an IPv4 address, or an IPv6 address in brackets.

const ADDRESS = /^(\[[0-9a-fA-F:.]{2,45}\]|[a-zA-Z0-9]([a-zA-Z0-9.-]{0,251}[a-zA-Z0-9])?):([1-9]\d{0,4})$/;

/** Whether a text names one peer. Whether anything answers there is another question. */
export function isPeerAddress(text: string): boolean {
  const port = ADDRESS.exec(text)?.[3];
  return port !== undefined && Number(port) <= 65_535;
}
