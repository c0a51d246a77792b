/** The settings' frame: five tabs by keyboard; what the window shows and how; what is running. */
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Session } from '../../../shared/contract/app';
import { useSection, type Section } from '../../../renderer/features/settings/section';
import { Settings } from '../../../renderer/features/settings/settings';
import { fakeBridge, refuse, type Answers, type FakeBridge } from '../fake-bridge';
import { expectAccessible, renderIn } from '../render';
import { info, settings, unlocked, wallet } from '../samples';

const session: Extract<Session, { state: 'unlocked' }> = { state: 'unlocked', unlocked, wallets: [wallet] };

async function open(section: Section, replace: Answers = {}): Promise<{ bridge: FakeBridge; view: Awaited<ReturnType<typeof renderIn>> }> {
  useSection.setState({ section });
  const bridge = fakeBridge(replace);
  return { bridge, view: await renderIn('main', bridge, <Settings session={session} />) };
}

it('moves through its sections by keyboard alone, around the ends', async () => {
  await open('general');
  await userEvent.tab();
  expect(screen.getByRole('tab', { name: 'General' })).toHaveFocus();
  for (const [key, name] of [['{ArrowDown}', 'Security'], ['{ArrowRight}', 'Network'], ['{End}', 'About'], ['{ArrowDown}', 'General'], ['{ArrowUp}', 'About'], ['{Home}', 'General']] as const) {
    await userEvent.keyboard(key);
    const tab = screen.getByRole('tab', { name });
    expect(tab).toHaveFocus();
    expect(tab).toHaveAttribute('aria-selected', 'true');
    expect(screen.getByRole('tabpanel')).toHaveAttribute('aria-labelledby', tab.id);
  }
  expect(screen.getAllByRole('tab').filter((tab) => tab.tabIndex === 0)).toHaveLength(1);
});

it.each(['general', 'security', 'network', 'practice', 'about'] as const)('%s is accessible', async (section) => {
  const { view } = await open(section);
  await screen.findAllByRole('region');
  await expectAccessible(view);
});

it('saves each setting as it is chosen and shows it at once', async () => {
  const { bridge } = await open('general');
  await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Currency' }), 'EUR');
  await userEvent.click(screen.getByRole('switch', { name: 'Hide amounts' }));
  await userEvent.click(screen.getByRole('radio', { name: 'Light' }));
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Language' }), 'system');
  await userEvent.click(screen.getByRole('radio', { name: '125 %' }));
  expect(bridge.inputsOf('settings.set')).toEqual([{ currency: 'EUR' }, { hideAmounts: true }, { theme: 'light' }, { language: 'system' }, { textScale: 125 }]);
});

it('takes a setting back that could not be saved, and says so', async () => {
  await open('general', { 'settings.set': refuse('settings/not-written') });
  await userEvent.click(await screen.findByRole('switch', { name: 'Hide amounts' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('The setting was not saved');
  await waitFor(() => expect(screen.getByRole('switch', { name: 'Hide amounts' })).toHaveAttribute('aria-checked', 'false'));
});

it('shows settings that cannot be read as an error, not as defaults', async () => {
  await open('general', { 'settings.get': refuse('process/gone') });
  expect(await screen.findByRole('alert')).toBeInTheDocument();
  expect(screen.queryByRole('combobox', { name: 'Currency' })).toBeNull();
});

it('names currencies in the window’s language', async () => {
  useSection.setState({ section: 'general' });
  await renderIn('main', fakeBridge(), <Settings session={session} />, 'de');
  expect(within(await screen.findByRole('combobox', { name: 'Währung' })).getByRole('option', { name: 'CHF, Schweizer Franken' })).toBeInTheDocument();
});

it('says what is running, warns about the development runtime and the missing sandbox, and promises no telemetry', async () => {
  const { bridge } = await open('about');
  for (const text of ['0.1.0', 'Electron 25.1.1', 'Linux', 'Off', info.profile, 'This is the development runtime', 'The browser sandbox is off']) expect(await screen.findByText(text)).toBeInTheDocument();
  expect(screen.getByText(/^MIT/)).toBeInTheDocument();
  expect(screen.getByText(/^None\. Fluxkeep tells nobody/)).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Copy the profile folder' }));
  expect(bridge.inputsOf('clipboard.copy')).toEqual([{ text: info.profile }]);
});

it('warns about nothing on the shipped runtime with its sandbox', async () => {
  await open('about', { 'app.info': () => ({ ...info, runtime: 'Electron 45.4.1', fallbackRuntime: false, sandboxed: true, screenshotsBlocked: true }) });
  expect(await screen.findByText('Blocked')).toBeInTheDocument();
  expect(screen.queryByText('This is the development runtime')).toBeNull();
  expect(screen.queryByText('The browser sandbox is off')).toBeNull();
});

it('keeps an idle time of the contract only', async () => {
  const { bridge } = await open('security');
  const idle = await screen.findByRole('combobox', { name: 'Lock when idle for' });
  expect(within(idle).getAllByRole('option').map((option) => option.textContent)).toEqual(['1 minute', '2 minutes', '5 minutes', '10 minutes', '15 minutes', '30 minutes', '60 minutes']);
  expect(idle).toHaveValue(String(settings.idleMinutes));
  await userEvent.selectOptions(idle, '5');
  expect(bridge.inputsOf('settings.set')).toEqual([{ idleMinutes: 5 }]);
});
