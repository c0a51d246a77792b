// The Flux cloud in the real window: its form, the login, and the practice cloud's own view.
import type { Page } from 'playwright-core';
import { cloudStatusSchema, type CloudStatus, type CloudSwitchRequest } from '../../../shared/practice/cloud-control';
import { PRACTICE_TOKEN_HEADER } from '../../../shared/practice/control-api';
import { practiceAccess, practiceControl } from './practice';

/** Switches a fault of the practice cloud on or off. */
export const cloudSwitch = (profile: string, request: CloudSwitchRequest): Promise<unknown> => practiceControl(profile, '/control/cloud', request);

export async function cloudStatus(profile: string): Promise<CloudStatus> {
  const { endpoints, controlToken } = await practiceAccess(profile);
  const response = await fetch(`${endpoints.control}/control/cloud`, { headers: { [PRACTICE_TOKEN_HEADER]: controlToken }, signal: AbortSignal.timeout(20_000) });
  if (!response.ok) throw new Error(`/control/cloud: ${response.status} ${await response.text()}`);
  return cloudStatusSchema.parse(await response.json());
}

export interface TypedApp {
  readonly name: string;
  readonly description: string;
  readonly image: string;
  readonly port: string;
  readonly inner: string;
}

/** Opens the form for a new app and fills it in; nothing is pressed. */
export async function fillApp(page: Page, { name, description, image, port, inner }: TypedApp): Promise<void> {
  await page.getByRole('button', { name: 'Register an app' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Description', { exact: true }).fill(description);
  await page.getByLabel('Image', { exact: true }).fill(image);
  await page.getByLabel('On the node', { exact: true }).fill(port);
  await page.getByLabel('In the container', { exact: true }).fill(inner);
}
