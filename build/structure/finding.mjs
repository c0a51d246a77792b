// What every structure check answers with.

/**
 * A breach of one rule at one place.
 * @typedef {{ rule: string, file: string, detail: string }} Finding
 */

/**
 * Sorted, so that two runs over the same tree print the same.
 * @param {Finding[]} findings
 */
export function sorted(findings) {
  return [...findings].sort((a, b) => `${a.rule} ${a.file} ${a.detail}`.localeCompare(`${b.rule} ${b.file} ${b.detail}`));
}
