// Copying from the secrets window: the browser's own copy command, so that no other process carries the text. The window has no permission
// for the clipboard and asks for none: a press is enough for this command. Main is told a hash, by which it clears the clipboard later.

import { AppError } from '../../shared/errors/app-error';
import { toHex } from '../../shared/crypto/bytes';
import { sha256 } from '../../shared/crypto/hashes';
import { callMain } from './client';

/** Copies what a field off the screen holds: the command takes what is selected, and nothing else can be selected in this window. */
function copyBySelection(text: string): boolean {
  const before = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.tabIndex = -1;
  field.setAttribute('aria-hidden', 'true');
  field.className = 'fixed top-0 left-0 size-px opacity-0';
  document.body.append(field);
  try {
    field.focus();
    field.select();
    return document.execCommand('copy');
  } finally {
    field.value = '';
    field.remove();
    if (before instanceof HTMLElement) before.focus();
  }
}

/** Must run within a press. @throws AppError `clipboard/refused` when the system takes nothing */
export async function copySecret(text: string): Promise<void> {
  if (!copyBySelection(text)) throw new AppError('clipboard/refused', 'the clipboard took nothing');
  await callMain('secretsWindow.copied', { hash: toHex(sha256(new TextEncoder().encode(text))) });
}
