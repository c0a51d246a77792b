// A fault in one screen stays in that screen: the navigation, the lock button and the other screens go on.

import { Component, type ReactNode } from 'react';
import { toAppError, type ErrorShape } from '../../shared/errors/app-error';
import { ErrorNotice } from '../ui/error-notice';

export class ScreenGuard extends Component<{ children: ReactNode }, { error: ErrorShape | null }> {
  override state: { error: ErrorShape | null } = { error: null };

  static getDerivedStateFromError(thrown: unknown): { error: ErrorShape } {
    return { error: toAppError(thrown).toShape() };
  }

  override render(): ReactNode {
    return this.state.error ? <div className="p-7"><ErrorNotice error={this.state.error} /></div> : this.props.children;
  }
}
