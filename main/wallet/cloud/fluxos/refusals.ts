// What FluxOS says when it refuses, as codes that the window has words for. Its sentences are no interface: one that is not known is shown as it is.

/** Beginnings and parts of FluxOS's sentences (flux-services 3.3, 3.5; FluxOS 8). The first that fits counts. */
const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/^unauthorized/i, 'unauthorized'],
  [/message is no longer valid/i, 'phrase-expired'],
  [/^invalid signature|signature is (invalid|not valid)/i, 'bad-signature'],
  [/^(zelid|flux id) is not valid|invalid flux app owner/i, 'bad-flux-id'],
  [/timestamp is over 1 hour old/i, 'clock-late'],
  [/timestamp from future/i, 'clock-early'],
  [/daemon (is )?not (yet )?synced/i, 'not-synced'],
  [/already registered|name already/i, 'name-taken'],
  [/application does not exist|app (does )?not (exist|found)/i, 'no-such-app'],
  [/sufficient peers|enough (outgoing |incoming )?peers/i, 'few-peers'],
  [/repository|image|docker|manifest/i, 'bad-image'],
  [/try again later|unable to (register|update) application/i, 'try-later'],
  [/^(invalid|missing|incomplete) |not allowed for flux apps|badly assigned|(minimum|maximum) |too (long|many)|do not match|special characters/i, 'bad-specification'],
];

/** @param name of the error; a node that is unwell says so with it */
export function refusalCode(message: string, name: string): string {
  if (name === 'DOS' || name === 'CONNERROR') return 'fluxos/unhealthy';
  const found = SENTENCES.find(([sentence]) => sentence.test(message));
  return `fluxos/${found?.[1] ?? 'refused'}`;
}
