// The review could not be read: nothing can be approved, and the window says why.

import type { ErrorShape } from '../../shared/errors/app-error';
import { ErrorNotice } from '../ui/error-notice';

export function LoadFailed({ error }: { error: ErrorShape }) {
  return <main className="p-6"><ErrorNotice error={error} /></main>;
}
