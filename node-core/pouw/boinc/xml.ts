// The XML that BOINC's GUI RPC writes: elements and text. Attributes are passed over; document types, and with them entities of one's own, are refused.
import { AppError } from '../../../shared/errors/app-error';

const MOST_DEPTH = 32;
const MOST_ELEMENTS = 200_000;
const MOST_TAG = 2000;

export interface XmlElement {
  readonly name: string;
  /** Text directly in it, decoded, without white space around it. */
  readonly text: string;
  readonly children: readonly XmlElement[];
}

interface Open {
  readonly name: string;
  text: string;
  readonly children: XmlElement[];
}

const TAG = /^(\/?)([A-Za-z_][A-Za-z0-9_.-]{0,99})(?:\s[^<>]*?)?(\/?)$/;
/** A lone `&` is text: BOINC passes some names on as projects wrote them. What looks like an entity must be one. */
const ENTITY = /&(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{0,31});/g;
const NAMED: ReadonlyMap<string, string> = new Map([['amp', '&'], ['lt', '<'], ['gt', '>'], ['quot', '"'], ['apos', "'"]]);

const bad = (why: string): AppError => new AppError('boinc/bad-answer', why);

function decode(text: string): string {
  return text.replace(ENTITY, (_, entity: string) => {
    if (!entity.startsWith('#')) {
      const value = NAMED.get(entity);
      if (value === undefined) throw bad('an entity that XML does not have');
      return value;
    }
    const code = entity[1] === 'x' ? parseInt(entity.slice(2), 16) : parseInt(entity.slice(1), 10);
    const isText = code === 9 || code === 10 || code === 13 || (code >= 0x20 && code < 0xd800) || (code > 0xdfff && code < 0xfffe) || (code >= 0x10000 && code <= 0x10ffff);
    if (!isText) throw bad('an entity for a character that XML does not have');
    return String.fromCodePoint(code);
  });
}

/**
 * The one element that `source` consists of. Time and memory grow with the length only, and nothing calls itself.
 * @throws AppError `boinc/bad-answer`
 */
export function parseXml(source: string): XmlElement {
  const open: Open[] = [];
  let root: XmlElement | null = null;
  let elements = 0;
  let at = 0;
  const end = (marker: string, from: number): number => {
    const found = source.indexOf(marker, from);
    if (found < 0) throw bad('the XML ends in the middle');
    return found;
  };
  const say = (text: string): void => {
    const inner = open.at(-1);
    if (inner) inner.text += text;
    else if (text.trim() !== '') throw bad('text outside of every element');
  };
  const close = (): void => {
    const done = open.pop();
    if (!done) throw bad('the end of an element that never began');
    const element = { name: done.name, text: done.text.trim(), children: done.children };
    const parent = open.at(-1);
    if (parent) parent.children.push(element);
    else if (root === null) root = element;
    else throw bad('more than one element');
  };
  while (at < source.length) {
    const next = source.indexOf('<', at);
    say(decode(source.slice(at, next < 0 ? source.length : next)));
    if (next < 0) break;
    if (source.startsWith('<![CDATA[', next)) {
      at = end(']]>', next + 9) + 3;
      say(source.slice(next + 9, at - 3));
    } else if (source.startsWith('<!--', next)) {
      at = end('-->', next + 4) + 3;
    } else if (source.startsWith('<?xml ', next) && elements === 0) {
      at = end('?>', next) + 2;
    } else {
      at = end('>', next) + 1;
      const tag = at - next > MOST_TAG ? null : TAG.exec(source.slice(next + 1, at - 1));
      if (tag === null) throw bad('markup that is no element');
      const [, closing, name = '', empty] = tag;
      if (closing === '/') {
        if (open.at(-1)?.name !== name) throw bad('elements overlap');
        close();
        continue;
      }
      elements += 1;
      if (elements > MOST_ELEMENTS || open.length >= MOST_DEPTH) throw bad('more elements, or deeper ones, than BOINC writes');
      open.push({ name, text: '', children: [] });
      if (empty === '/') close();
    }
  }
  if (root === null || open.length > 0) throw bad('the XML ends in the middle');
  return root;
}

/** The first child of this name. */
export function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}

/** The texts of the children that have none of their own, by name; of several with the same name the first. */
export function fieldsOf(element: XmlElement): Record<string, string> {
  const fields = new Map<string, string>();
  for (const { name, text, children } of element.children) if (children.length === 0 && !fields.has(name)) fields.set(name, text);
  return Object.fromEntries(fields);
}

/** Text as it may stand between two tags. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[character] ?? '');
}
