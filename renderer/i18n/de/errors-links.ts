// German words for errors of links.

import type { linkAreas as enAreas, linkErrors as enErrors } from '../en/errors-links';
import type { SameKeys } from '../keys';

const nothing = 'Nichts wurde signiert oder gesendet.';
const ask = 'Bitten Sie, wer ihn Ihnen gab, um einen anderen.';

export const linkErrors: SameKeys<typeof enErrors> = {
  'links/none-on-practice': { what: 'Kein Explorer kennt Übungstransaktionen', coins: 'Sie sind nur im Übungsnetz.', todo: 'Es gibt nichts zu tun.' },
  'links/too-long': { what: 'Dieser Link ist länger als jeder, den Fluxkeep liest', coins: nothing, todo: ask },
  'links/bad-text': { what: 'In diesem Link sind Zeichen, die nicht ganz sind', coins: nothing, todo: ask },
  'links/not-a-link': { what: 'Das ist kein Link', coins: nothing, todo: 'Ein Link beginnt mit zel:, fluxkeep:, flux:, bitcoin: oder ethereum:.' },
  'links/malformed': { what: 'Dieser Link ist nicht richtig zusammengesetzt', coins: nothing, todo: ask },
  'links/unknown-action': { what: 'Dieser Link will etwas, das Fluxkeep nicht kennt: {{action}}', coins: nothing, todo: ask },
  'links/no-message': { what: 'Dieser Link bringt keinen Text zum Signieren', coins: nothing, todo: ask },
  'links/message-too-long': { what: 'Der Text ist zu lang, um ganz gezeigt zu werden', coins: 'Nichts wurde signiert: der Signierer zeigt und signiert höchstens {{max}} Zeichen.', todo: ask },
  'links/foreign-storage': { what: 'Der Text liegt an einem Ort, von dem Fluxkeep nichts holt', coins: nothing, todo: ask },
  'links/storage-failed': { what: 'Der Text ließ sich nicht holen', coins: nothing, todo: 'Versuchen Sie es noch einmal, oder bitten Sie um einen anderen Link.' },
  'links/no-coin': { what: 'Dieser Link sagt nicht, für welche Münze', coins: nothing, todo: ask },
  'links/callback-malformed': { what: 'Die Adresse, an die dieser Link eine Antwort will, ist keine', coins: nothing, todo: ask },
  'links/callback-too-long': { what: 'Die Adresse, an die dieser Link eine Antwort will, ist zu lang', coins: nothing, todo: ask },
  'links/callback-credentials': { what: 'In der Adresse für die Antwort steht ein Name oder Passwort; das verbirgt, wohin sie führt', coins: nothing, todo: 'Benutzen Sie diesen Link nicht.' },
  'links/callback-not-https': { what: 'Dieser Link will eine Antwort ohne Verschlüsselung, an {{host}}', coins: nothing, todo: ask },
  'links/callback-private': { what: 'Dieser Link will eine Antwort in ein privates Netz oder an eine bloße Zahl: {{host}}', coins: nothing, todo: 'Benutzen Sie diesen Link nicht.' },
  'links/callback-leads-inside': { what: 'Der Name {{host}} führt in ein privates Netz', coins: 'Dorthin wurde nichts gesendet.', todo: 'Benutzen Sie diesen Link nicht.' },
  'links/callback-type': { what: 'Dieser Link will seine Antwort auf eine Weise, die Fluxkeep nicht kennt', coins: nothing, todo: ask },
  'links/callback-status': { what: 'Die Antwort war ein Fehler ({{status}})', coins: 'Was gesendet wurde, kann dort bekannt sein.', todo: 'Beginnen Sie dort noch einmal.' },
  'links/callback-refused': { what: 'Es wurde abgelehnt: {{said}}', coins: 'Was gesendet wurde, ist dort bekannt.', todo: 'Beginnen Sie dort noch einmal.' },
  'links/deeplink-scheme': { what: 'Dieser Link führt zu einem Programm, das Fluxkeep nicht kennt ({{scheme}}:)', coins: nothing, todo: ask },
  'links/not-registered': { what: 'Das System hat die Änderung für Links mit {{scheme}}: nicht angenommen', coins: 'Sonst hat sich nichts geändert.', todo: 'Stellen Sie es in den Einstellungen des Systems für Standardprogramme ein.' },
  'links/not-sent-yet': { what: 'Noch hat kein Server die Zahlung angenommen', coins: 'Niemandem wurde davon berichtet.', todo: 'Unter „Aktivität“ steht, was aus ihr wird.' },
  'review/bad-callback': { what: 'Die Signatur ginge dorthin, wohin keine gesendet wird', coins: 'Nichts wurde signiert.', todo: 'Benutzen Sie diesen Link nicht.' },
};

export const linkAreas: SameKeys<typeof enAreas> = { links: { what: 'Dieser Link lässt sich nicht benutzen', coins: nothing, todo: ask } };
