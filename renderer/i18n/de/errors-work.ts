// Deutsche Wörter für Fehler der nützlichen Arbeit.

export const workErrors = {
  'pouw/not-installed': { what: 'Das Paket für nützliche Arbeit ist nicht da', coins: 'Ihre Münzen sind, wo sie waren.', todo: 'Installieren Sie es neben Fluxkeep, oder nehmen Sie fluxkeep-node auf einem anderen Rechner.' },
  'pouw/no-sandbox': { what: 'Für einen Auftrag ließ sich kein verschlossener Raum schaffen', coins: 'Kein Auftrag lief, und Ihre Münzen sind, wo sie waren.', todo: 'Starten Sie Fluxkeep mit der Sandbox des Systems. Im Übungsnetz geht es ohne.' },
  'pouw/unreachable': { what: 'Der Koordinator ist nicht zu erreichen', coins: 'Was getan ist, ist auf diesem Rechner aufgehoben.', todo: 'Es wird von selbst wieder gefragt.' },
  'pouw/excluded': { what: 'Dieser Koordinator gibt diesem Rechner keine Arbeit mehr', coins: 'Ihre Münzen sind, wo sie waren.', todo: 'Er gab dreimal falsche Ergebnisse ab. Prüfen Sie Temperatur und Speicher des Rechners.' },
  'pouw/clock-off': { what: 'Die Uhr dieses Rechners geht mehr als zwei Minuten falsch', coins: 'Was getan ist, ist auf diesem Rechner aufgehoben.', todo: 'Stellen Sie die Uhr; es geht von selbst weiter.' },
  'pouw/quarantined': { what: 'Dieses Modul misslang hier dreimal', coins: 'Ihre Münzen sind, wo sie waren.', todo: 'Seine Aufträge bleiben anderen.' },
  'pouw/unlisted': { what: 'Ein Koordinator schickte ein Modul, das nicht mit Fluxkeep kam', coins: 'Es lief nicht. Ihre Münzen sind, wo sie waren.', todo: 'Erlauben Sie Module von anderen nur, wenn Sie diesem Koordinator trauen.' },
  'pouw/no-model': { what: 'Dieses Training ist nicht fertig, oder sein Netz ist fort', coins: 'Es wurde nichts ausgegeben.', todo: 'Wählen Sie ein anderes Netz, oder warten Sie, bis es fertig ist.' },
  'pouw/not-started': { what: 'Die Arbeit hat noch nicht begonnen', coins: 'Es wurde nichts unterschrieben.', todo: 'Warten Sie einen Moment, dann noch einmal.' },
  'boinc/refused': { what: 'BOINC tut das nicht', coins: 'BOINC geht weiter wie bisher. Ihre Münzen sind, wo sie waren.', todo: 'Was es gesagt hat, steht in den Einzelheiten.' },
  'boinc/closed': { what: 'BOINC hat die Verbindung beendet', coins: 'Ob es getan hat, was gesagt wurde, ist nicht bekannt. Ihre Münzen sind, wo sie waren.', todo: 'Es wird von selbst neu verbunden; sehen Sie nach seinem Stand, dann noch einmal.' },
  'boinc/not-found': { what: 'BOINC antwortet nicht', coins: 'Ihm wurde nichts gesagt. Ihre Münzen sind, wo sie waren.', todo: 'Starten Sie BOINC, dann noch einmal.' },
  'boinc/no-password': { what: 'Das Passwort von BOINC ist nicht zu bekommen', coins: 'Ihm wurde nichts gesagt. Ihre Münzen sind, wo sie waren.', todo: 'Sehen Sie noch einmal nach: Die Karte sagt, was zu tun ist.' },
  'boinc/bad-answer': { what: 'Was da antwortet, spricht nicht wie BOINC', coins: 'Es wird nicht benutzt. Ihre Münzen sind, wo sie waren.', todo: 'Vielleicht benutzt ein anderes Programm den Anschluss von BOINC, oder BOINC hat eine ungewöhnliche Version. Starten Sie BOINC neu, dann sehen Sie noch einmal nach.' },
  'boinc/not-watched': { what: 'BOINC ist nicht verbunden', coins: 'Ihm wurde nichts gesagt.', todo: 'Verbinden Sie zuerst mit BOINC.' },
} as const;

export const workAreas = {
  pouw: { what: 'Die nützliche Arbeit ging hier nicht weiter', coins: 'Ihre Münzen sind, wo sie waren.', todo: 'Andere Aufträge gehen weiter. Bleibt es so, machen Sie Pause und dann weiter.' },
  boinc: { what: 'Das ging mit BOINC nicht', coins: 'Ihre Münzen sind, wo sie waren.', todo: 'Sehen Sie gleich noch einmal nach.' },
  blob: { what: 'Was dafür nötig ist oder entstand, ist nicht da', coins: 'Ihre Münzen sind, wo sie waren.', todo: 'Versuchen Sie es gleich noch einmal.' },
  journal: { what: 'Die Aufzeichnung der nützlichen Arbeit ist nicht zu schreiben', coins: 'Ihre Münzen sind, wo sie waren.', todo: 'Schaffen Sie Platz, dann aus- und wieder einschalten.' },
} as const;
