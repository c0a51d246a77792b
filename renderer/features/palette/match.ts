// Which commands fit what was typed: every typed word begins a word of the command, and the closest come first.

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const wordsOf = (text: string): string[] => plain(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

/** Lower is closer; null when a typed word is not found. */
function distance(name: string, typed: readonly string[]): number | null {
  const words = wordsOf(name);
  let sum = 0;
  for (const part of typed) {
    const at = words.findIndex((word) => word.startsWith(part));
    if (at < 0) return null;
    sum += at;
  }
  return sum;
}

/** @returns the fitting ones, the closest first; in the given order when nothing is typed */
export function fitting<C extends { readonly name: string }>(commands: readonly C[], typed: string): C[] {
  const parts = wordsOf(typed);
  return commands
    .map((command) => ({ command, far: distance(command.name, parts) }))
    .filter((entry): entry is { command: C; far: number } => entry.far !== null)
    .sort((left, right) => left.far - right.far)
    .map(({ command }) => command);
}
