// Says the truth about screenshots on this system.

import { useT } from '../i18n/use-t';

export function ScreenshotsNote({ blocked }: { blocked: boolean }) {
  const t = useT();
  return <>{t(blocked ? 'secrets.screenshotsBlocked' : 'secrets.screenshotsOpen')}</>;
}
