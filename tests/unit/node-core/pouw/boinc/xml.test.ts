// The reader of BOINC's XML: what BOINC writes is read, what tricks a reader is refused, and no length makes it slow.
import fc from 'fast-check';
import { escapeXml, fieldsOf, parseXml, type XmlElement } from '../../../../../node-core/pouw/boinc/xml';

const badAnswer = expect.objectContaining({ code: 'boinc/bad-answer' });

test('elements, text, empty elements, comments, sections and declarations', () => {
  const root = parseXml('<?xml version="1.0"?>\n<a><!-- <b> --><b>one</b>\n<c/><d x="1" y=\'2\'>t&amp;w&#111;</d><e><![CDATA[<i>&amp;]]></e></a>\n');
  expect(fieldsOf(root)).toEqual({ b: 'one', c: '', d: 't&wo', e: '<i>&amp;' });
});

test('a lone ampersand is text, as projects write their names', () => {
  expect(parseXml('<a>Fish & Ships ?a=1&b=2</a>').text).toBe('Fish & Ships ?a=1&b=2');
});

test('of two fields with a name the first counts, and names of the language do no harm', () => {
  const fields = fieldsOf(parseXml('<a><b>1</b><b>2</b><__proto__>x</__proto__><constructor>y</constructor></a>'));
  expect(fields['b']).toBe('1');
  expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
  expect(Object.keys(fields)).toContain('__proto__');
});

test.each([
  ['nothing', ''],
  ['text only', 'hello'],
  ['an end that is missing', '<a><b></b>'],
  ['a tag that is cut', '<a><b'],
  ['an end too much', '<a></a></a>'],
  ['two roots', '<a/><b/>'],
  ['text behind the root', '<a/>x'],
  ['overlap', '<a><b></a></b>'],
  ['a document type', '<!DOCTYPE a><a/>'],
  ['entities of one\'s own', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
  ['an unknown entity', '<a>&xxe;</a>'],
  ['an entity for NUL', '<a>&#0;</a>'],
  ['an entity for half a character', '<a>&#xD800;</a>'],
  ['an entity beyond Unicode', '<a>&#x110000;</a>'],
  ['a declaration inside', '<a><?xml version="1.0"?></a>'],
  ['another instruction', '<?php x ?><a/>'],
  ['a comment without end', '<a><!-- </a>'],
  ['a section without end', '<a><![CDATA[ </a>'],
  ['a name that is none', '<a><1/></a>'],
  ['a tag as long as a page', `<a ${'x'.repeat(3000)}></a>`],
  ['depth', '<a>'.repeat(33) + '</a>'.repeat(33)],
  ['a hundred thousand levels', '<a>'.repeat(100_000)],
  ['too many elements', `<a>${'<b/>'.repeat(200_001)}</a>`],
])('%s is refused', (_, source) => {
  expect(() => parseXml(source)).toThrow(badAnswer);
});

test('entities are decoded once', () => {
  expect(parseXml('<a>&amp;lt;&amp;#60;</a>').text).toBe('&lt;&#60;');
});

test.each([
  ['opened comments', '<!--'],
  ['opened sections', '<![CDATA['],
  ['less-than signs', '<'],
  ['ampersands', '&'],
  ['entities that do not end', '&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
  ['white space in a tag', '< '],
])('4 MiB of %s take no time', (_, piece) => {
  const source = `<a>${piece.repeat(Math.floor((4 * 1024 * 1024) / piece.length))}</a>`;
  const start = process.cpuUsage().user;
  try {
    parseXml(source);
  } catch (thrown) {
    expect(thrown).toEqual(badAnswer);
  }
  expect(process.cpuUsage(undefined).user - start).toBeLessThan(3_000_000);
});

test('whatever comes is an element or a bad answer', () => {
  const piece = fc.oneof(fc.constantFrom('<', '>', '/', '&', ';', '<a>', '</a>', '<b/>', '<![CDATA[', ']]>', '<!--', '-->', '&amp;', '&#1;', '<?xml ', '?>', '\u0000', '"'), fc.string());
  fc.assert(fc.property(fc.array(piece), (pieces) => {
    try {
      expect(parseXml(pieces.join('')).name).toMatch(/^[A-Za-z_]/);
    } catch (thrown) {
      expect(thrown).toEqual(badAnswer);
    }
  }), { numRuns: 2000 });
});

test('a tree that is written is read again', () => {
  const tree = fc.memo((depth): fc.Arbitrary<XmlElement> => fc.record({
    name: fc.constantFrom('a', 'b', 'c_d', 'e.f-g'),
    text: fc.string().map((text) => text.trim()),
    children: depth <= 1 ? fc.constant([]) : fc.array(tree(), { maxLength: 3 }),
  }));
  const write = ({ name, text, children }: XmlElement): string => `<${name}>${escapeXml(text)}${children.map(write).join('\n')}</${name}>`;
  fc.assert(fc.property(tree(5), (element) => {
    expect(parseXml(write(element))).toEqual(element);
  }));
});
