// The values of a link's query by the platform's own decoder: what a dialog must show all of.

/** In the order in which they stand; for a link that was read. */
export function decodeInOrder(link: string): [string, string][] {
  const at = link.indexOf('?');
  if (at < 0) return [];
  return link.slice(at + 1).split('&').filter((pair) => pair !== '').map((pair) => {
    const split = pair.indexOf('=');
    return split < 0 ? [decodeURIComponent(pair), ''] : [decodeURIComponent(pair.slice(0, split)), decodeURIComponent(pair.slice(split + 1))];
  });
}
