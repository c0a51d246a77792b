// Ports of nodes that apps may not have, and those that cost more (FluxOS configuration).

type Span = readonly [number, number];

const BANNED: readonly Span[] = [
  [16_100, 16_299], [26_100, 26_299], [30_000, 30_099], [8384, 8384], [27_017, 27_017], [22, 23], [25, 25], [3388, 3389], [5900, 5901], [5800, 5800],
  [161, 161], [512, 513], [4444, 4444], [123, 123], [53, 53],
];
const COSTLY: readonly Span[] = [[0, 1023], [8080, 8081], [8443, 8443], [6667, 6667]];

const within = (spans: readonly Span[], port: number): boolean => spans.some(([from, to]) => port >= from && port <= to);

/** Nodes keep these for themselves. */
export const isBannedPort = (port: number): boolean => within(BANNED, port);
/** An "enterprise port" is paid for extra. */
export const isCostlyPort = (port: number): boolean => within(COSTLY, port);
