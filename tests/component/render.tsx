// Renders a part of a window with the fake bridge behind it and the words of one language.

import { QueryClientProvider } from '@tanstack/react-query';
import { act, render, type RenderResult } from '@testing-library/react';
import { axe } from 'jest-axe';
import type { ReactNode } from 'react';
import { DisplayProvider } from '../../renderer/app/amount';
import { Announcer } from '../../renderer/app/announce';
import { useNavigation } from '../../renderer/app/navigation';
import { followEvents, makeQueryClient } from '../../renderer/app/queries';
import { startWords, type Language } from '../../renderer/i18n/start';
import { approvalWindow as approvalDe } from '../../renderer/i18n/de/approval-window';
import { mainWindow as mainDe } from '../../renderer/i18n/de/main-window';
import { secretsWindow as secretsDe } from '../../renderer/i18n/de/secrets-window';
import { approvalWindow } from '../../renderer/i18n/en/approval-window';
import { mainWindow } from '../../renderer/i18n/en/main-window';
import { secretsWindow } from '../../renderer/i18n/en/secrets-window';
import { setLocale } from '../../renderer/i18n/format';
import type { FakeBridge } from './fake-bridge';

const words = {
  main: { en: async () => mainWindow, de: async () => mainDe },
  secrets: { en: async () => secretsWindow, de: async () => secretsDe },
  approval: { en: async () => approvalWindow, de: async () => approvalDe },
};

/** Renders in the words of `kind`; the main window's parts get what the shell provides. */
export async function renderIn(kind: keyof typeof words, bridge: FakeBridge, ui: ReactNode, language: Language = 'en'): Promise<RenderResult> {
  Object.defineProperty(window, 'fluxkeep', { value: bridge, configurable: true });
  setLocale('en-US');
  await startWords(language, words[kind]);
  if (kind !== 'main') return act(async () => render(<>{ui}</>));
  useNavigation.getState().reset();
  const client = makeQueryClient();
  followEvents(client);
  return act(async () => render(<QueryClientProvider client={client}><DisplayProvider>{ui}<Announcer /></DisplayProvider></QueryClientProvider>));
}

/** axe without the rules that need a whole page or real layout. */
export async function expectAccessible(result: RenderResult): Promise<void> {
  const { violations } = await axe(result.container);
  expect(violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.map((node) => node.html.slice(0, 200)) }))).toEqual([]);
}
