// What a person must know before signing for a link: from what the text is, and from who gets the signature.

import { isOfficial, type Callback } from './callback';
import { meaningOf } from './meaning';

export interface LinkWarning {
  /**
   * `phrase-elsewhere`: whoever gets the signature can log in, claim or vote with it, though the phrase may be of another service.
   * `app-elsewhere`: the same for an app of the Flux cloud. `look-alike` and `cloud-app` are about the host.
   */
  readonly id: 'phrase-elsewhere' | 'phrase' | 'app-elsewhere' | 'delegation' | 'machine' | 'look-alike' | 'cloud-app';
  readonly level: 'warn' | 'danger';
}

/** @param callback null: the signature is shown to the person alone */
export function linkWarnings(message: string, callback: Callback | null): LinkWarning[] {
  const warnings: LinkWarning[] = [];
  const elsewhere = callback !== null && !isOfficial(callback);
  const meaning = meaningOf(message);
  switch (meaning) {
    case 'phrase':
      warnings.push(elsewhere ? { id: 'phrase-elsewhere', level: 'danger' } : { id: 'phrase', level: 'warn' });
      break;
    case 'app-register':
    case 'app-update':
      if (elsewhere) warnings.push({ id: 'app-elsewhere', level: 'danger' });
      break;
    case 'delegation':
      warnings.push({ id: 'delegation', level: 'danger' });
      break;
    case 'text': break;
    default: warnings.push({ id: 'machine', level: 'danger' });
  }
  if (callback?.standing === 'look-alike') warnings.push({ id: 'look-alike', level: 'danger' });
  if (callback?.standing === 'cloud-app') warnings.push({ id: 'cloud-app', level: 'warn' });
  return warnings;
}
