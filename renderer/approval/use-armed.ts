// A window that has just appeared, or come back, takes no approval for a moment: a click meant for something else must not sign.

import { useEffect, useState } from 'react';

export const ARM_MS = 800;

/** True once the window has been shown with the focus for `ARM_MS` without a break. */
export function useArmed(): boolean {
  const [armed, setArmed] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const disarm = () => {
      clearTimeout(timer);
      setArmed(false);
    };
    const arm = () => {
      disarm();
      if (document.visibilityState === 'visible' && document.hasFocus()) timer = setTimeout(() => setArmed(true), ARM_MS);
    };
    arm();
    window.addEventListener('focus', arm);
    window.addEventListener('blur', disarm);
    document.addEventListener('visibilitychange', arm);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('focus', arm);
      window.removeEventListener('blur', disarm);
      document.removeEventListener('visibilitychange', arm);
    };
  }, []);
  return armed;
}
