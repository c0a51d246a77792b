// Saves an export where the person says; the renderer never sees a path.

import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import { AppError } from '../../shared/errors/app-error';

/** @throws AppError files/not-written */
export async function saveFile(parent: BrowserWindow, name: string, content: string | Uint8Array): Promise<{ saved: boolean }> {
  const choice = await dialog.showSaveDialog(parent, { defaultPath: join(app.getPath('documents'), basename(name)) });
  if (choice.canceled || !choice.filePath) return { saved: false };
  try {
    await writeFile(choice.filePath, content, { mode: 0o600 });
  } catch (cause) {
    throw new AppError('files/not-written', 'the file could not be written', { cause });
  }
  return { saved: true };
}
