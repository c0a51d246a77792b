// The mark of Fluxkeep: a keep whose gate stands open to its owner alone.

import { useId } from 'react';

/** Decoration beside the name; the name itself is text. */
export function Logo({ className }: { className?: string }) {
  const gradient = useId();
  return (
    <svg viewBox="0 0 64 64" className={className} aria-hidden="true" focusable="false">
      <defs>
        <linearGradient id={gradient} x1="0" y1="0" x2="1" y2="1">
          <stop stopColor="#8DA6FF" />
          <stop offset="1" stopColor="#3E5BE6" />
        </linearGradient>
      </defs>
      <rect width="64" height="64" rx="15" fill={`url(#${gradient})`} />
      <path d="M15 17h8v6h5v-6h8v6h5v-6h8v15l-5 5v12H20V37l-5-5z" fill="#fff" />
      <path d="M28 49V41a4 4 0 0 1 8 0v8z" fill="#4A67EA" />
    </svg>
  );
}
