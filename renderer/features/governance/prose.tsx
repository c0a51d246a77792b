// A stranger's text: paragraphs, bullets and bold words, and nothing else. It is never markup; what cannot be seen is written out.

import { Fragment, type ReactNode } from 'react';
import { visibleText } from '../../../shared/text/visible';

/** `**bold**` within a line; a star without its partner stays a star. */
function words(line: string): ReactNode[] {
  return line.split(/(\*\*[^*\n]+\*\*)/).map((part, at) => (/^\*\*[^*\n]+\*\*$/.test(part) ? <strong key={at} className="font-semibold">{part.slice(2, -2)}</strong> : <Fragment key={at}>{part}</Fragment>));
}

const BULLET = /^\s*[-*•]\s+/;

function Block({ lines }: { lines: readonly string[] }) {
  const bullets = lines.filter((line) => BULLET.test(line));
  const first = lines.findIndex((line) => BULLET.test(line));
  if (bullets.length === 0 || lines.slice(first).some((line) => !BULLET.test(line))) return <p>{lines.map((line, at) => <Fragment key={at}>{at > 0 && <br />}{words(line)}</Fragment>)}</p>;
  return (
    <>
      {first > 0 && <p>{lines.slice(0, first).map((line, at) => <Fragment key={at}>{at > 0 && <br />}{words(line)}</Fragment>)}</p>}
      <ul className="flex list-disc flex-col gap-1 pl-5">{bullets.map((line, at) => <li key={at}>{words(line.replace(BULLET, ''))}</li>)}</ul>
    </>
  );
}

export function Prose({ text }: { text: string }) {
  const blocks = visibleText(text.replace(/\r\n?/g, '\n').replace(/\t/g, '    ')).split(/\n{2,}/);
  return (
    <div dir="auto" data-selectable data-testid="proposal-text" className="flex flex-col gap-3 text-sm wrap-break-word">
      {blocks.filter((block) => block.trim() !== '').map((block, at) => <Block key={at} lines={block.split('\n').filter((line) => line.trim() !== '')} />)}
    </div>
  );
}
