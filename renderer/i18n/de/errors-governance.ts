// Errors of governance and of the vote service, in German.

export const governanceErrors = {
  'governance/unknown-proposal': { what: 'Der Abstimmungsdienst kennt diesen Vorschlag nicht', coins: 'Nichts wurde abgestimmt.', todo: 'Lesen Sie die Liste neu.' },
  'governance/not-open': { what: 'Über diesen Vorschlag kann jetzt niemand abstimmen', coins: 'Nichts wurde abgestimmt.', todo: 'Er ist zu Ende, oder seine Gebühr wurde nicht bezahlt.' },
  'governance/already-voted': { what: 'Ihre Flux-ID hat über diesen Vorschlag abgestimmt', coins: 'Die erste Stimme gilt.', todo: 'Eine Stimme ist endgültig.' },
  'governance/recorded-otherwise': { what: 'Der Abstimmungsdienst führt die andere Wahl für Ihre Flux-ID', coins: 'Das ist nicht, was Sie hier bestätigt haben.', todo: 'Vielleicht wurde Ihre Flux-ID anderswo benutzt. Fragen Sie das Flux-Team und zeigen Sie den Verlauf Ihrer Flux-ID.' },
  'governance/no-power': { what: 'Kein Node Ihrer Flux-ID zählt bei diesem Vorschlag', coins: 'Nichts wurde abgestimmt.', todo: 'Ein Node zählt, wenn der Dienst ihn vor dem Einreichen unter Ihrer Flux-ID gesehen hat.' },
  'governance/bad-phrase': { what: 'Der Abstimmungsdienst schickte etwas zum Signieren, das kein Einmalsatz ist', coins: 'Nichts wurde signiert.', todo: 'Versuchen Sie es noch einmal. Bleibt es so, signieren Sie es auch anderswo nicht.' },
  'governance/phrase-refused': { what: 'Der Abstimmungsdienst nahm den Satz nicht: Er war benutzt oder älter als eine Viertelstunde', coins: 'Nichts wurde abgestimmt.', todo: 'Stimmen Sie noch einmal ab; ein neuer Satz wird geholt.' },
  'governance/signature-refused': { what: 'Der Abstimmungsdienst nahm die Signatur nicht', coins: 'Nichts wurde abgestimmt.', todo: 'Versuchen Sie es noch einmal. Bleibt es so, prüfen Sie eine Signatur Ihrer Flux-ID auf deren Seite.' },
  'governance/id-refused': { what: 'Der Abstimmungsdienst nimmt diese Flux-ID nicht', coins: 'Nichts wurde abgestimmt.', todo: 'Nur Flux-IDs, die mit 1 beginnen, können abstimmen.' },
  'governance/busy': { what: 'Andere stimmen gerade ab', coins: 'Nichts wurde abgestimmt.', todo: 'Versuchen Sie es in einer Minute wieder.' },
  'governance/refused': { what: 'Der Abstimmungsdienst nahm es nicht', coins: 'Keine Münzen wurden bewegt.', todo: 'Sehen Sie in den Einzelheiten, was er sagte.' },
  'governance/no-answer': { what: 'Was aus der Stimme wurde, ist nicht bekannt', coins: 'Die Signatur wurde gesendet, und keine Antwort kam. Zweimal zählen kann sie nicht.', todo: 'Sehen Sie in einigen Minuten beim Vorschlag nach: Der Dienst führt Ihre Stimme, wenn er sie hat.' },
  'governance/bad-signature': { what: 'Die Signatur beweist Ihre Flux-ID nicht', coins: 'Nichts wurde abgestimmt.', todo: 'Versuchen Sie es noch einmal.' },
  'governance/bad-text': { what: 'Der Vorschlag ist nicht vollständig', coins: 'Nichts wurde eingereicht.', todo: 'Sehen Sie, was im Formular markiert ist.' },
  'governance/price-changed': { what: 'Der Preis ist jetzt ein anderer', coins: 'Nichts wurde bezahlt.', todo: 'Sehen Sie den neuen Preis an und reichen Sie noch einmal ein.' },
  'governance/clock-off': { what: 'Die Uhren des Abstimmungsdienstes und dieses Computers gehen auseinander', coins: 'Nichts wurde bezahlt.', todo: 'Stellen Sie die Uhr dieses Computers. Ein Vorschlag ist nur binnen einer Stunde nach der Uhr des Dienstes zu bezahlen.' },
  'governance/other-hash': { what: 'Der Abstimmungsdienst hat einen anderen Text gespeichert als Ihren', coins: 'Nichts wurde bezahlt.', todo: 'Bezahlen Sie ihn nicht. Reichen Sie noch einmal ein, oder fragen Sie das Flux-Team.' },
  'governance/other-address': { what: 'Der Abstimmungsdienst nennt für die Gebühr eine Adresse, die nicht die der xDAO ist', coins: 'Nichts wurde bezahlt.', todo: 'Fluxkeep zahlt nur an die bekannte Adresse. Fragen Sie das Flux-Team, bevor Sie anderswohin zahlen.' },
  'governance/paid': { what: 'Die Gebühr ist schon unterwegs', coins: 'Sie wird nicht zweimal bezahlt.', todo: 'Die Zahlung steht in den Aktivitäten.' },
  'governance/too-late': { what: 'Von der Stunde ist zu wenig übrig', coins: 'Nichts wurde bezahlt.', todo: 'Reichen Sie den Vorschlag noch einmal ein: Eine Zahlung, die zu spät kommt, ist verloren.' },
  'governance/not-waiting': { what: 'Der Abstimmungsdienst wartet nicht auf diese Zahlung', coins: 'Nichts wurde bezahlt.', todo: 'Lesen Sie die Liste neu: Der Vorschlag ist bezahlt, verfallen oder verschwunden.' },
  'governance/cannot-pay': { what: 'Die Gebühr kann jetzt nicht bezahlt werden', coins: 'Nichts wurde bezahlt.', todo: 'Sehen Sie nach, ob genug FLUX verfügbar sind.' },
  'xdao/refused': { what: 'Der Abstimmungsdienst lehnt ab', coins: 'Keine Münzen wurden bewegt.', todo: 'Sehen Sie in den Einzelheiten, was er sagte.' },
  'xdao/none': { what: 'Es gibt jetzt keinen Abstimmungsdienst', coins: 'Keine Münzen wurden bewegt.', todo: 'Er kommt mit dem Netz. Versuchen Sie es wieder, wenn es läuft.' },
} as const;

export const governanceAreas = {
  governance: { what: 'Das geht bei den Abstimmungen jetzt nicht', coins: 'Keine Münzen wurden bewegt.', todo: 'Versuchen Sie es noch einmal.' },
  xdao: { what: 'Der Abstimmungsdienst gab keine brauchbare Antwort', coins: 'Keine Münzen wurden bewegt.', todo: 'Versuchen Sie es in einer Minute wieder. Was er vorher sagte, kann veraltet sein.' },
} as const;
