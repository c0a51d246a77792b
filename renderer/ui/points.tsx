// A few points under a small heading with an icon: what something does, costs, or does not do.

import clsx from 'clsx';
import { Icon, type LucideIcon } from './icon';

export function Points({ icon, title, items }: { icon: LucideIcon; title: string; items: readonly string[] }) {
  return (
    <section className="flex flex-col gap-2.5">
      <h3 className="flex items-center gap-2.5 text-sm font-bold"><Icon of={icon} className="size-4 text-accent" />{title}</h3>
      <ul className="flex flex-col gap-2 text-xs text-muted">
        {items.map((item) => <li key={item} className={clsx(items.length > 1 && 'ml-4 list-disc pl-0.5 marker:text-faint')}>{item}</li>)}
      </ul>
    </section>
  );
}
