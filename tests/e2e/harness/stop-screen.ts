// After the end-to-end tests: ends the screens that were started for them.
import './start-screen';

export default async function stopScreens(): Promise<void> {
  await Promise.all((globalThis.fluxkeepScreens ?? []).map((screen) => screen.stop()));
}
