// The approval window: shows what the signer read and asks yes or no. One at a time, bound to its web contents, its main frame
// and its origin; an answer must name the hash that is on the screen, or it is refused and the question stays open.

import type { BrowserWindow } from 'electron';
import type { Review } from '../../shared/contract/money-path';
import { AppError } from '../../shared/errors/app-error';
import { createWindow, type WindowDeps } from './create-window';
import { holdInPlace } from './hold-in-place';

const SIZE = { width: 540, height: 720 };

export interface Question {
  readonly review: Review;
  readonly value: string | null;
  readonly feeValue: string | null;
}

export class ApprovalWindow {
  private open: { question: Question; window: BrowserWindow; decide(approved: boolean): void } | null = null;

  constructor(
    private readonly deps: WindowDeps,
    private readonly parent: () => BrowserWindow | null,
    private readonly onInput: () => void,
    /** A question comes on the screen, or is gone. */
    private readonly onBusy: () => void,
  ) {}

  get busy(): boolean {
    return this.open !== null;
  }

  owns(contentsId: number): boolean {
    return this.open !== null && !this.open.window.isDestroyed() && this.open.window.webContents.id === contentsId;
  }

  /** Asks and resolves with the answer; closing the window is a no. @throws AppError approval/busy */
  ask(question: Question): Promise<boolean> {
    if (this.open) throw new AppError('approval/busy', 'another approval is open');
    return new Promise((resolve) => {
      const parent = this.parent();
      const window = createWindow('approval', this.deps, {
        ...SIZE,
        ...(parent ? { parent, modal: true } : {}),
        resizable: false, minimizable: false, maximizable: false, fullscreenable: false, movable: true, alwaysOnTop: false,
        backgroundColor: '#11151C',
      });
      const decide = (approved: boolean) => {
        if (this.open?.window !== window) return;
        this.open = null;
        if (!window.isDestroyed()) window.destroy();
        this.onBusy();
        resolve(approved);
      };
      this.open = { question, window, decide };
      this.onBusy();
      window.webContents.on('input-event', this.onInput);
      window.on('closed', () => decide(false));
      window.once('ready-to-show', () => {
        centreOn(window, parent);
        holdInPlace(window);
        window.show();
      });
    });
  }

  /** @param contentsId web contents that asks. @throws AppError approval/none */
  questionFor(contentsId: number): Question {
    return this.of(contentsId).question;
  }

  /** @throws AppError approval/none, approval/other-bytes */
  answer(contentsId: number, hash: string, approved: boolean): void {
    const open = this.of(contentsId);
    if (hash !== open.question.review.hash) throw new AppError('approval/other-bytes', 'the answer names other bytes than those shown');
    open.decide(approved);
  }

  /** Locking cancels what waits. */
  cancel(): void {
    this.open?.decide(false);
  }

  private of(contentsId: number) {
    if (!this.open || !this.owns(contentsId)) throw new AppError('approval/none', 'this window has nothing to approve');
    return this.open;
  }
}

function centreOn(window: BrowserWindow, parent: BrowserWindow | null): void {
  if (!parent) return window.center();
  const around = parent.getBounds();
  const { width, height } = window.getBounds();
  window.setBounds({ x: Math.round(around.x + (around.width - width) / 2), y: Math.round(around.y + (around.height - height) / 2), width, height });
}
