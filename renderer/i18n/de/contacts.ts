// German words of the address book.

import type { contacts as english } from '../en/contacts';
import type { SameKeys } from '../keys';

export const contacts: SameKeys<typeof english> = {
  add: 'Kontakt hinzufügen',
  edit: 'Kontakt bearbeiten',
  name: 'Name',
  chain: 'Kette',
  address: 'Adresse',
  note: 'Notiz',
  search: 'Suchen',
  searchHint: 'Name, Adresse oder Notiz',
  list: 'Kontakte',
  empty: 'Noch keine Kontakte',
  emptyText: 'Namen für Adressen, an die Sie zahlen. Sie sind mit Ihren Schlüsseln versiegelt, und das Freigabefenster zeigt sie.',
  noMatch: 'Nichts passt',
  pay: 'Bezahlen',
  saved: 'Der Kontakt ist gespeichert.',
  removed: 'Der Kontakt ist entfernt.',
  removeTitle: '{{name}} entfernen?',
  removeText: 'Die Adresse ist dann nicht mehr mit Namen bekannt. Zahlungen bleiben im Verlauf.',
  needName: 'Geben Sie einen Namen.',
  wrongChain: 'Das ist keine Adresse von {{chain}}.',
  compare: 'Vergleichen Sie die Adresse mit der, die Sie bekommen haben:',
  actions: 'Aktionen',
  sealed: 'Kontakte sind mit Ihren Schlüsseln im Tresor versiegelt: Kein Server sieht sie, und lesbar sind sie nur, solange dieses Wallet offen ist.',
  payName: '{{name}} bezahlen',
  editName: '{{name}} bearbeiten',
  removeName: '{{name}} entfernen',
  copyName: 'Adresse von {{name}} kopieren',
  count_one: 'Ein Kontakt',
  count_other: '{{count}} Kontakte',
};
