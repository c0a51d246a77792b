// German words that every window uses.

import type { common as english } from '../en/common';
import type { SameKeys } from '../keys';

export const common: SameKeys<typeof english> = {
  cancel: 'Abbrechen',
  close: 'Schließen',
  back: 'Zurück',
  continue: 'Weiter',
  save: 'Speichern',
  remove: 'Entfernen',
  retry: 'Noch einmal versuchen',
  details: 'Einzelheiten',
  copy: 'Kopieren',
  copied: 'Kopiert. Die Zwischenablage wird in einer Minute geleert.',
  loading: 'Wird geladen',
  unknown: 'Unbekannt',
  practice: 'Übungsnetz',
  practiceNote: 'Münzen hier haben keinen Wert.',
  mainnet: 'Hauptnetz',
  showPassword: 'Passwort zeigen',
  hidePassword: 'Passwort verbergen',
  capsLock: 'Die Feststelltaste ist an.',
};
