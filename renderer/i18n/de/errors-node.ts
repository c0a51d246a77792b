// German words for errors of the light node.

import type { nodeAreas as englishAreas, nodeErrors as english } from '../en/errors-node';
import type { SameKeys } from '../keys';

export const nodeErrors: SameKeys<typeof english> = {
  'light-node/disk-full': { what: 'Der Datenträger ist voll: der leichte Knoten kann nicht aufheben, was er prüft', coins: 'Ihre Münzen sind auf der Kette, und Beträge sind, was Server melden.', todo: 'Schaffen Sie Platz, setzen Sie seine Grenze niedriger oder wählen Sie einen anderen Ordner. Er macht von selbst weiter.' },
  'light-node/no-room': { what: 'Auf diesem Datenträger ist zu wenig Platz: {{freeMegabytes}} MB sind frei, {{neededMegabytes}} MB können nötig werden', coins: 'Nichts hat sich geändert.', todo: 'Setzen Sie eine niedrigere Grenze, schaffen Sie Platz oder wählen Sie einen anderen Ordner.' },
  'light-node/folder-refused': { what: 'In diesen Ordner lässt sich nichts schreiben', coins: 'Nichts hat sich geändert.', todo: 'Wählen Sie einen anderen.' },
  'light-node/not-moved': { what: 'Die Daten ließen sich nicht verschieben', coins: 'Sie sind vollständig, wo sie waren, und der leichte Knoten macht dort weiter.', todo: 'Prüfen Sie den freien Platz oder wählen Sie einen anderen Ordner.' },
  'proof/not-held': { what: 'Der leichte Knoten hat diesen Beweis nicht', coins: 'Ihre Münzen sind, wo sie waren.', todo: 'Er hat Beweise aus Blöcken, die er seit dem Einschalten sah.' },
  'peer/none': { what: 'Kein Partner im Flux-Netz ist erreichbar', coins: 'Ihre Münzen sind, wo sie waren. Beträge sind, was Server melden.', todo: 'Prüfen Sie die Verbindung. Der leichte Knoten versucht es weiter.' },
};

export const nodeAreas: SameKeys<typeof englishAreas> = {
  'light-node': { what: 'Der leichte Knoten kann nicht weiter', coins: 'Ihre Münzen sind, wo sie waren. Beträge sind, was Server melden.', todo: 'Halten Sie ihn an und lassen Sie ihn weiterlaufen, oder schalten Sie ihn aus und wieder ein.' },
  peer: { what: 'Partner im Flux-Netz antworten nicht', coins: 'Ihre Münzen sind, wo sie waren. Beträge sind, was Server melden.', todo: 'Prüfen Sie die Verbindung. Der leichte Knoten versucht es weiter.' },
  proof: { what: 'Diesen Beweis gibt es nicht', coins: 'Ihre Münzen sind, wo sie waren.', todo: 'Versuchen Sie es wieder, wenn mehr Blöcke auf der Transaktion stehen.' },
};
