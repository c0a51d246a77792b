// Entry of the approval window: reads the review, then shows it. Nothing is shown as approvable before it was read.

import '../ui/styles.css';
import { createRoot } from 'react-dom/client';
import { pickLanguage, startWords } from '../i18n/start';
import { applyTextScale, applyTheme } from '../ui/theme';
import { toAppError } from '../../shared/errors/app-error';
import { ApprovalWindow } from './approval-window';
import { readApproval } from './client';
import { LoadFailed } from './load-failed';

const words = {
  en: () => import('../i18n/en/approval-window').then((module) => module.approvalWindow),
  de: () => import('../i18n/de/approval-window').then((module) => module.approvalWindow),
};

async function start(): Promise<void> {
  const place = document.getElementById('root');
  if (!place) return;
  const root = createRoot(place);
  try {
    const approval = await readApproval();
    applyTheme(approval.theme);
    applyTextScale(approval.textScale);
    await startWords(pickLanguage(approval.language, navigator.language), words);
    root.render(<ApprovalWindow approval={approval} />);
  } catch (thrown) {
    await startWords(pickLanguage('system', navigator.language), words);
    root.render(<LoadFailed error={toAppError(thrown).toShape()} />);
  }
}

void start();
