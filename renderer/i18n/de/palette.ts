// German words of the command palette.

import type { palette as english } from '../en/palette';
import type { SameKeys } from '../keys';

export const palette: SameKeys<typeof english> = {
  title: 'Befehle',
  search: 'Befehl, Kette oder Kontakt tippen',
  none: 'Nichts passt',
  found_one: 'Ein Befehl',
  found_other: '{{count}} Befehle',
  help: 'Pfeiltasten wählen, Eingabe führt aus, Esc schließt',
  groups: { go: 'Gehe zu', do: 'Tun', receive: 'Empfangen', send: 'Senden', bridge: 'Brücke', wallets: 'Wallets', practice: 'Übungsnetz' },
  section: 'Einstellungen: {{section}}',
  claims: 'Brücke: Ansprüche aus parallelem Mining',
  startNode: 'Staking: FluxNode starten',
  evacuate: 'Staking: alles in Sicherheit bringen',
  bridgeFrom: 'FLUX von {{chain}} über die Brücke',
  lock: 'Wallet sperren',
  hide: 'Beträge verbergen',
  show: 'Beträge zeigen',
  dark: 'Dunkles Farbschema',
  light: 'Helles Farbschema',
  system: 'Farbschema wie das System',
  sync: 'Jetzt nach Neuem sehen',
  syncDone: 'Es wird nach Neuem gesehen.',
  addWallet: 'Wallet hinzufügen',
  switchTo: 'Zu {{name}} wechseln',
  openLink: 'Link öffnen',
  openClipboard: 'Link aus der Zwischenablage öffnen',
  quit: 'Fluxkeep beenden',
  copyAddress: 'Adresse auf {{chain}} kopieren',
  receiveOn: 'Auf {{chain}} empfangen',
  sendAsset: '{{symbol}} auf {{chain}} senden',
  pay: '{{name}} auf {{chain}} bezahlen',
  copyFluxId: 'Flux-ID kopieren',
  faucet: 'Übungs-{{symbol}} auf {{chain}} holen',
  faucetDone: 'Übungsmünzen sind unterwegs.',
};
