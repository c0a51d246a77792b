// Readings of main and the wallet, cached by call and input; events from main say when to read again.

import { keepPreviousData, QueryClient, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { AppError } from '../../shared/errors/app-error';
import { call, listen, type CallName, type EventName, type Input, type Output } from './client';

/** What each event makes stale. */
const STALE_AFTER: Partial<Record<EventName, readonly CallName[]>> = {
  'session.changed': ['app.session'],
  'settings.changed': ['settings.get', 'lightNode.get', 'portfolio.get', 'portfolio.chart', 'activity.list', 'activity.get'],
  'processes.changed': ['app.processes'],
  'practice.changed': ['practice.status', 'lightNode.get', 'practice.server'],
  'contacts.changed': ['contacts.list', 'activity.list'],
  'portfolio.changed': ['portfolio.get', 'portfolio.chart', 'send.preview', 'bridge.quote', 'staking.tiers', 'staking.candidates', 'staking.preview', 'staking.consolidate'],
  'activity.changed': ['activity.list', 'activity.get', 'replace.preview'],
  'receive.changed': ['receive.fresh', 'receive.list'],
  'sync.changed': ['sync.state'],
  'evidence.changed': ['evidence.get', 'evidence.transaction'],
  'governance.changed': ['governance.list', 'governance.get', 'governance.recount', 'governance.power', 'governance.own'],
  'links.changed': ['links.signed'],
  'lightNode.changed': ['lightNode.get'],
  'usefulWork.changed': ['usefulWork.get'],
  'boinc.changed': ['boinc.get'],
  'bridge.changed': ['bridge.service', 'bridge.quote', 'bridge.list', 'bridge.get'],
  'cloud.changed': ['cloud.state', 'cloud.check'],
  'staking.changed': ['staking.tiers', 'staking.nodes', 'staking.candidates', 'staking.preview', 'staking.rewards', 'practice.server'],
};
/** What stays when a wallet is locked; everything else belonged to it. */
const NOT_OF_A_WALLET: readonly string[] = ['app.session', 'app.info', 'app.processes', 'settings.get', 'practice.status', 'lightNode.get', 'usefulWork.get', 'boinc.get'];

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // The calls stay on this computer: they work offline, and nothing is stale until an event says so.
      queries: { networkMode: 'always', staleTime: Infinity, gcTime: 5 * 60_000, retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false },
    },
  });
}

/** The first screen's reading is asked for as soon as a vault is open: while the frame around it is built, the wallet answers. */
function readAhead(client: QueryClient): () => void {
  return client.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || query.queryKey[0] !== 'app.session' || query.state.status !== 'success') return;
    const session = query.state.data as Output<'app.session'>;
    if (session.state === 'unlocked') void client.prefetchQuery({ queryKey: ['portfolio.get', undefined], queryFn: () => call('portfolio.get', undefined) });
  });
}

/** @returns a function that stops following */
export function followEvents(client: QueryClient): () => void {
  const stops = (Object.keys(STALE_AFTER) as EventName[]).map((event) =>
    listen(event, () => {
      for (const name of STALE_AFTER[event] ?? []) void client.invalidateQueries({ queryKey: [name] });
    }),
  );
  stops.push(readAhead(client));
  return () => stops.forEach((stop) => stop());
}

export function forgetWallet(client: QueryClient): void {
  client.removeQueries({ predicate: (query) => !NOT_OF_A_WALLET.includes(String(query.queryKey[0])) });
}

export interface CallOptions {
  enabled?: boolean;
  /** Keeps the last answer in view while another input is asked for. */
  keep?: boolean;
}

export function useCall<K extends CallName>(name: K, input: Input<K>, { enabled = true, keep = false }: CallOptions = {}): UseQueryResult<Output<K>, AppError> {
  return useQuery<Output<K>, AppError, Output<K>>({
    queryKey: [name, input],
    queryFn: async () => (await call(name, input)) ?? (null as Output<K>),
    enabled,
    placeholderData: keep ? keepPreviousData : undefined,
  });
}
