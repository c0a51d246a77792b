// What is seen of BOINC, asked again every few seconds for as long as the card is on the screen, and the way to tell it something.

import { useEffect } from 'react';
import type { BoincOrder, BoincReading, BoincView } from '../../../../shared/contract/boinc';
import type { ErrorShape } from '../../../../shared/errors/app-error';
import type { BoincStatus } from '../../../../shared/pouw/boinc';
import { call } from '../../../app/client';
import { useCall } from '../../../app/queries';
import { useAct, type Act } from '../../../ui/use-act';

const EVERY_MS = 3_000;
/** A BOINC that is not there, or refuses, is not pestered. */
const SELDOM_MS = 10_000;

export interface BoincOnScreen {
  /** Undefined before the first answer. */
  readonly view: BoincView | undefined;
  /** Why the last look could not even be asked for. */
  readonly error: ErrorShape | null;
  look(): Promise<unknown>;
  readonly order: Act<[BoincOrder]>;
}

/** A status with the time it was read; `live`: now, so that what is told to BOINC fits to what is shown. */
export interface Seen {
  readonly status: BoincStatus;
  readonly at: number;
  readonly live: boolean;
}

export function useBoinc(): BoincOnScreen {
  const { data: view, error, refetch } = useCall('boinc.get', undefined);
  const watching = view?.watching === true;
  const connected = view?.reading?.state === 'connected';
  useEffect(() => {
    // What an earlier visit of the screen left is old.
    void refetch({ cancelRefetch: false });
  }, [refetch]);
  useEffect(() => {
    if (!watching) return;
    const timer = setInterval(() => {
      if (!document.hidden) void refetch({ cancelRefetch: false });
    }, connected ? EVERY_MS : SELDOM_MS);
    return () => clearInterval(timer);
  }, [watching, connected, refetch]);
  const order = useAct(async (wish: BoincOrder) => {
    await call('boinc.order', wish);
    await refetch();
  });
  return { view, error: error ? error.toShape() : null, look: () => refetch(), order };
}

/** @param sound whether the look that gave `reading` is the last one that was tried */
export function seenOf(reading: BoincReading | null, sound: boolean): Seen | null {
  if (reading === null) return null;
  if (reading.state === 'connected') return { status: reading.status, at: reading.at, live: sound };
  return reading.last && { ...reading.last, live: false };
}
