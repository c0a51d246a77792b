// Keys of the words as types: a key that does not exist, or a language that lacks one, does not compile.

import type { approvalWindow } from './en/approval-window';
import type { mainWindow } from './en/main-window';
import type { secretsWindow } from './en/secrets-window';

/** The same keys with other words: what a language must offer. */
export type SameKeys<T> = { readonly [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> };

/** `places_one` and `places_other` are asked for as `places` with a count. */
type Base<K extends string> = K extends `${infer B}_one` ? B : K extends `${string}_other` ? never : K;
type Paths<T> = { [K in keyof T & string]: T[K] extends string ? Base<K> : `${K}.${Paths<T[K]>}` }[keyof T & string];

export type Key = Paths<typeof mainWindow> | Paths<typeof secretsWindow> | Paths<typeof approvalWindow>;
export type Values = Readonly<Record<string, string | number | boolean>>;
export type T = (key: Key, values?: Values) => string;
