// Words of system notifications: the few that main says itself, in the languages of the windows.

export interface NoticeWords {
  readonly arrived: string;
  /** `amount` null: amounts are hidden. */
  readonly arrivedText: (amount: string | null, chain: string) => string;
  readonly paid: string;
  readonly paidText: (chain: string) => string;
  readonly needsYou: string;
  readonly needsYouText: (chain: string) => string;
  readonly nodeConfirmed: string;
  readonly nodeConfirmedText: (name: string) => string;
  readonly nodeExpiring: string;
  readonly nodeExpiringText: (name: string) => string;
  readonly nodeOut: string;
  readonly nodeOutText: (name: string) => string;
  readonly nodeBannedText: (name: string) => string;
  readonly nodeNeedsSignature: string;
  readonly nodeNeedsSignatureText: (name: string) => string;
}

const en: NoticeWords = {
  arrived: 'Your swap arrived',
  arrivedText: (amount, chain) => `${amount ?? 'FLUX'} on ${chain}, found there by Fluxkeep itself.`,
  paid: 'Your swap was paid, says the operator',
  paidText: (chain) => `Fluxkeep cannot check ${chain}. Look for it there.`,
  needsYou: 'A swap needs you',
  needsYouText: (chain) => `Your swap to ${chain} does not go on by itself. Open Fluxkeep to see why.`,
  nodeConfirmed: 'Your node is confirmed',
  nodeConfirmedText: (name) => `${name} runs and earns from now on.`,
  nodeExpiring: 'A node is about to fall out',
  nodeExpiringText: (name) => `The server of ${name} did not renew it in time. Look at the server.`,
  nodeOut: 'A node is out',
  nodeOutText: (name) => `${name} earns nothing any more. Its coin is where it was. Start it again in Fluxkeep.`,
  nodeBannedText: (name) => `No server confirmed ${name} in time. Its coin is where it was. Fluxkeep shows when it can start again.`,
  nodeNeedsSignature: 'A node waits for your signature',
  nodeNeedsSignatureText: (name) => `The start of ${name} has to be signed. Open Fluxkeep for that.`,
};
const de: NoticeWords = {
  arrived: 'Ihr Tausch ist angekommen',
  arrivedText: (amount, chain) => `${amount ?? 'FLUX'} auf ${chain}, dort von Fluxkeep selbst gefunden.`,
  paid: 'Ihr Tausch ist ausgezahlt, sagt der Betreiber',
  paidText: (chain) => `Fluxkeep kann ${chain} nicht prüfen. Sehen Sie dort nach.`,
  needsYou: 'Ein Tausch braucht Sie',
  needsYouText: (chain) => `Ihr Tausch nach ${chain} geht nicht von selbst weiter. Sehen Sie in Fluxkeep nach, warum.`,
  nodeConfirmed: 'Ihr Knoten ist bestätigt',
  nodeConfirmedText: (name) => `${name} läuft und verdient ab jetzt.`,
  nodeExpiring: 'Ein Knoten fällt bald heraus',
  nodeExpiringText: (name) => `Der Server von ${name} hat ihn nicht rechtzeitig erneuert. Sehen Sie nach dem Server.`,
  nodeOut: 'Ein Knoten ist heraus',
  nodeOutText: (name) => `${name} verdient nichts mehr. Seine Münze ist, wo sie war. Starten Sie ihn in Fluxkeep neu.`,
  nodeBannedText: (name) => `Kein Server hat ${name} rechtzeitig bestätigt. Seine Münze ist, wo sie war. Fluxkeep zeigt, wann er wieder starten kann.`,
  nodeNeedsSignature: 'Ein Knoten wartet auf Ihre Signatur',
  nodeNeedsSignatureText: (name) => `Der Start von ${name} muss signiert werden. Öffnen Sie dafür Fluxkeep.`,
};

/** @param language as the system or the settings name it ("de-AT") */
export function noticeWords(language: string): NoticeWords {
  return language.toLowerCase().startsWith('de') ? de : en;
}
