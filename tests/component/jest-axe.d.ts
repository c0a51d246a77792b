// jest-axe ships no types; this is what the tests use of it.
declare module 'jest-axe' {
  export interface Violation {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string }[];
  }
  export function axe(html: Element | string): Promise<{ readonly violations: readonly Violation[] }>;
}
