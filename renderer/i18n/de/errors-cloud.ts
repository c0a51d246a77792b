// German words for errors of the Flux cloud, by code: what FluxOS's nodes refuse, and what the wallet refuses of theirs.

const safe = 'Ihre Münzen sind, wo sie waren.';
const unsigned = 'Nichts wurde signiert.';
const unpaid = 'Es wurde nichts bezahlt.';
const nothingToPay = 'Es ist nichts zu bezahlen.';
const otherNode = 'Melden Sie sich bei einem anderen Knoten an.';
const again = 'Versuchen Sie es gleich noch einmal.';

export const cloudErrors = {
  'cloud/no-gateway': { what: 'Es gibt keinen Zugang zum Flux-Netz, der gefragt werden kann', coins: safe, todo: 'Warten Sie, bis das Netz läuft, und versuchen Sie es erneut.' },
  'cloud/no-node': { what: 'Der Zugang verweist auf einen Knoten, mit dem Fluxkeep nicht spricht', coins: unsigned, todo: 'Versuchen Sie es erneut; der nächste Knoten ist ein anderer.' },
  'cloud/not-logged-in': { what: 'Ihre Flux-ID ist nicht angemeldet', coins: unsigned, todo: 'Melden Sie sich an und signieren Sie dann erneut.' },
  'cloud/bad-phrase': { what: 'Was der Knoten signiert haben will, ist kein Anmeldetext von jetzt', coins: unsigned, todo: 'Prüfen Sie die Uhr dieses Rechners und melden Sie sich bei einem anderen Knoten an.' },
  'cloud/phrase-unknown': { what: 'Der Knoten, der diesen Text gab, ist nicht mehr bekannt', coins: safe, todo: 'Melden Sie sich erneut an.' },
  'cloud/bad-signature': { what: 'Die Signatur beweist Ihre Flux-ID nicht', coins: safe, todo: 'Signieren Sie erneut.' },
  'cloud/not-for-cloud': { what: 'Diese Signatur ist für etwas anderes', coins: safe, todo: 'Beginnen Sie erneut auf der Seite Cloud.' },
  'cloud/problems': { what: 'Es ist noch nicht alles richtig ausgefüllt', coins: unsigned, todo: 'Berichtigen Sie die Felder, die markiert sind.' },
  'cloud/other-specification': { what: 'Der Knoten will eine andere App signiert haben, als Sie ausgefüllt haben', coins: unsigned, todo: 'Melden Sie sich bei einem anderen Knoten an. Diesem ist nicht zu trauen.' },
  'cloud/other-hash': { what: 'Der Knoten nennt Ihre Nachricht anders, als sie heißt', coins: unpaid, todo: 'Sehen Sie gleich noch einmal nach. Fluxkeep bezahlt nur unter dem richtigen Namen.' },
  'cloud/other-address': { what: 'Der Knoten nennt eine andere Adresse für Zahlungen, als das Netz hat', coins: unpaid, todo: 'Melden Sie sich bei einem anderen Knoten an. Diesem ist nicht zu trauen.' },
  'cloud/no-tip': { what: 'Die Höhe der Flux-Kette ist noch nicht bekannt', coins: safe, todo: 'Warten Sie, bis die Kette gelesen ist, und versuchen Sie es erneut.' },
  'cloud/unknown-message': { what: 'Diese Nachricht ist nicht mehr gespeichert', coins: safe, todo: 'Signieren Sie erneut.' },
  'cloud/not-to-pay': { what: 'Es ist nicht bekannt, ob das Netz diese Nachricht hat', coins: unpaid, todo: 'Sehen Sie gleich noch einmal nach.' },
  'cloud/late': { what: 'Es bleibt zu wenig Zeit, diese Nachricht zu bezahlen', coins: unpaid, todo: 'Signieren Sie erneut; dann ist eine Stunde Zeit.' },
  'cloud/paid': { what: 'Diese Nachricht ist schon bezahlt', coins: 'Es wurde nichts weiter bezahlt.', todo: 'Sehen Sie sich die Zahlung unter Aktivität an.' },
  'cloud/not-the-payment': { what: 'Das ist nicht die Zahlung, die die Nachricht verlangt', coins: unsigned, todo: 'Bezahlen Sie sie auf der Seite Cloud.' },
  'fluxos/unreachable': { what: 'Der Knoten ist nicht erreichbar', coins: safe, todo: 'Versuchen Sie es erneut; der nächste Knoten ist ein anderer.' },
  'fluxos/timeout': { what: 'Der Knoten hat nicht rechtzeitig geantwortet', coins: safe, todo: again },
  'fluxos/too-large': { what: 'Der Knoten schickt mehr, als er soll', coins: safe, todo: otherNode },
  'fluxos/redirect': { what: 'Der Knoten will Sie woandershin schicken', coins: safe, todo: otherNode },
  'fluxos/rate-limited': { what: 'Der Knoten wird zu viel gefragt', coins: safe, todo: 'Warten Sie eine Minute und versuchen Sie es erneut.' },
  'fluxos/server-failed': { what: 'Der Knoten hat versagt', coins: safe, todo: again },
  'fluxos/malformed': { what: 'Der Knoten hat etwas geantwortet, das keinen Sinn ergibt', coins: safe, todo: otherNode },
  'fluxos/refused': { what: 'Der Knoten lehnt ab: {{said}}', coins: safe, todo: 'Das sind die Worte des Knotens.' },
  'fluxos/warning': { what: 'Der Knoten hat Zweifel: {{said}}', coins: unpaid, todo: 'Sehen Sie gleich noch einmal nach, bevor Sie es erneut versuchen.' },
  'fluxos/unauthorized': { what: 'Der Knoten kennt Ihre Anmeldung nicht mehr', coins: safe, todo: 'Melden Sie sich erneut an.' },
  'fluxos/phrase-expired': { what: 'Die Anmeldung hat zu lange gedauert: Ihr Text gilt 15 Minuten', coins: safe, todo: 'Melden Sie sich erneut an.' },
  'fluxos/bad-signature': { what: 'Der Knoten nimmt die Signatur nicht an', coins: safe, todo: 'Melden Sie sich erneut an und signieren Sie noch einmal.' },
  'fluxos/bad-flux-id': { what: 'Der Knoten nimmt diese Flux-ID nicht an', coins: safe, todo: otherNode },
  'fluxos/clock-late': { what: 'Die Nachricht wurde vor mehr als einer Stunde signiert, oder die Uhr dieses Rechners geht nach', coins: nothingToPay, todo: 'Prüfen Sie die Uhr und signieren Sie erneut.' },
  'fluxos/clock-early': { what: 'Die Uhr dieses Rechners geht vor: Die Nachricht liegt in der Zukunft', coins: nothingToPay, todo: 'Prüfen Sie die Uhr und signieren Sie erneut.' },
  'fluxos/not-synced': { what: 'Der Knoten ist nicht auf dem Stand der Kette', coins: safe, todo: otherNode },
  'fluxos/name-taken': { what: 'Eine App dieses Namens ist schon angemeldet', coins: nothingToPay, todo: 'Wählen Sie einen anderen Namen.' },
  'fluxos/no-such-app': { what: 'Das Netz hat keine App dieses Namens', coins: nothingToPay, todo: 'Vielleicht ist sie zu Ende. Melden Sie sie neu an.' },
  'fluxos/few-peers': { what: 'Der Knoten ist schlecht verbunden und nimmt jetzt keine Apps an', coins: nothingToPay, todo: otherNode },
  'fluxos/unhealthy': { what: 'Dem Knoten geht es nicht gut, er lässt niemanden herein', coins: safe, todo: 'Versuchen Sie es erneut; der nächste Knoten ist ein anderer.' },
  'fluxos/bad-image': { what: 'Das Netz nimmt dieses Image nicht: {{said}}', coins: nothingToPay, todo: 'Prüfen Sie das Image und seinen Tag.' },
  'fluxos/try-later': { what: 'Das Netz konnte die Nachricht jetzt nicht annehmen', coins: unpaid, todo: 'Sehen Sie gleich noch einmal nach, bevor Sie es erneut versuchen.' },
  'fluxos/bad-specification': { what: 'Das Netz nimmt diese App nicht: {{said}}', coins: nothingToPay, todo: 'Berichtigen Sie die Angaben. Das sind die Worte des Knotens.' },
  'review/message-time': { what: 'Die Nachricht über die App ist nicht von jetzt', coins: unsigned, todo: 'Prüfen Sie die Uhr dieses Rechners und beginnen Sie erneut.' },
};
export const cloudAreas = {
  cloud: { what: 'Mit der Flux-Cloud ging etwas schief', coins: safe, todo: again },
};
