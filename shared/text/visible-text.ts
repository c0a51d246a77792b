// Text of strangers with nothing hidden in it.

/** Control, format (bidi, zero-width), separator, private and unassigned characters; a line feed stays a line feed. */
const INVISIBLE = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]|(?! )\p{Zs}/gu;

/** The text with every character that cannot be seen written as its code point: `⟨U+202E⟩`. */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, (character) => `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`);
}
