// Text of a stranger for showing: whatever cannot be seen is written as its code point, so that nothing in it is hidden or turns it around.

/**
 * Control, format (bidi, zero-width), separator, private and unassigned characters, and those that fonts draw as nothing (fillers,
 * variation selectors, the blank Braille pattern); a line feed stays a line feed.
 */
const INVISIBLE = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/gu;

/** The text with every character that cannot be seen written as its code point: `⟨U+202E⟩`. */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, (character) => `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`);
}
