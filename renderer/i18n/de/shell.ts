// German words of the main window's frame.

import type { figures as englishFigures, shell as english } from '../en/shell';
import type { SameKeys } from '../keys';

export const shell: SameKeys<typeof english> = {
  nav: 'Hauptmenü',
  network: 'Flux-Netz',
  more: 'Mehr',
  skip: 'Zum Inhalt springen',
  screens: { portfolio: 'Übersicht', activity: 'Aktivität', send: 'Senden', receive: 'Empfangen', bridge: 'Brücke', staking: 'Staking', 'light-node': 'Leichter Knoten', 'useful-work': 'Nützliche Arbeit', cloud: 'Cloud', governance: 'Abstimmungen', 'flux-id': 'Flux-ID', contacts: 'Adressbuch', settings: 'Einstellungen' },
  lock: 'Sperren',
  commands: 'Befehle',
  synced: 'Flux {{height}}',
  syncing: '{{chain}} wird durchgesehen',
  syncFailed: 'Flux ist nicht erreichbar',
  syncTitle: 'Flux-Hauptkette bei Block {{height}}, wie Server es melden',
  syncWaiting: 'Flux',
  wallets: 'Wallets',
  wallet: 'Wallet: {{name}}',
  addWallet: 'Wallet hinzufügen',
  manageWallets: 'Wallets verwalten',
  starting: 'Startet',
  locked: {
    title: 'Gesperrt',
    text: 'Bis zum Entsperren ist nichts zu sehen und nichts zu signieren.',
    unlock: 'Entsperren',
    none: 'Willkommen bei Fluxkeep',
    noneText: 'Ein Wallet, dessen Schlüssel diesen Computer nie verlassen. Legen Sie eines an oder bringen Sie eines mit.',
    begin: 'Beginnen',
  },
  processes: {
    names: { signer: 'Der Signierer', wallet: 'Der Wallet-Prozess', practice: 'Das Übungsnetz' },
    starting: '{{name}} startet.',
    restarting: '{{name}} ist stehen geblieben und startet neu (Versuch {{attempt}}).',
    stopped: '{{name}} ist stehen geblieben und wurde nicht wieder gestartet.',
    effect: {
      signer: 'Bis er läuft, kann nichts signiert werden. Ihre Schlüssel sind sicher in ihrer Datei.',
      wallet: 'Bis er läuft, bleiben Beträge und Verlauf stehen. Ihre Münzen sind auf der Kette.',
      practice: 'Bis es läuft, stehen die Übungsketten still. Was Sie getan haben, bleibt erhalten.',
    },
    stoppedTodo: 'Starten Sie Fluxkeep neu, um es wieder zu versuchen.',
  },
  rolledBack: 'Diese Wallet-Datei ist älter als die zuletzt hier geöffnete. Vielleicht wurde eine Sicherung zurückgespielt; Kontakte können fehlen.',
  previousUsed: 'Die neueste Fassung der Wallet-Datei war nicht lesbar, darum ist die davor geöffnet.',
};

export const figures: SameKeys<typeof englishFigures> = {
  proven: 'Bewiesen',
  agreed: 'Übereinstimmend',
  reported: 'Gemeldet',
  asking: 'Wird gefragt',
  unknown: 'Unbekannt',
  provenTitle: 'Vom leichten Knoten geprüft, {{ago}}',
  agreedTitle: 'Mehrere Server sagten dasselbe, {{ago}}',
  reportedTitle: 'Ein Server sagte es, {{ago}}',
};
