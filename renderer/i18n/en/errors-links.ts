// English words for errors of links.

const nothing = 'Nothing was signed or sent.';
const ask = 'Ask whoever gave it to you for another one.';

export const linkErrors = {
  'links/none-on-practice': { what: 'No explorer knows practice transactions', coins: 'They are on the practice network alone.', todo: 'There is nothing to do.' },
  'links/too-long': { what: 'This link is longer than any that Fluxkeep reads', coins: nothing, todo: ask },
  'links/bad-text': { what: 'This link holds characters that are not whole', coins: nothing, todo: ask },
  'links/not-a-link': { what: 'This is not a link', coins: nothing, todo: 'A link begins with zel:, fluxkeep:, flux:, bitcoin: or ethereum:.' },
  'links/malformed': { what: 'This link is not put together properly', coins: nothing, todo: ask },
  'links/unknown-action': { what: 'This link asks for something that Fluxkeep does not know: {{action}}', coins: nothing, todo: ask },
  'links/no-message': { what: 'This link brings no text to sign', coins: nothing, todo: ask },
  'links/message-too-long': { what: 'The text to sign is too long to be shown whole', coins: 'Nothing was signed: the signer shows and signs at most {{max}} characters.', todo: ask },
  'links/foreign-storage': { what: 'The text to sign lies at a place that Fluxkeep does not fetch from', coins: nothing, todo: ask },
  'links/storage-failed': { what: 'The text could not be fetched', coins: nothing, todo: 'Try again, or ask for another link.' },
  'links/no-coin': { what: 'This link does not say for which coin', coins: nothing, todo: ask },
  'links/callback-malformed': { what: 'The address that this link wants an answer sent to is not one', coins: nothing, todo: ask },
  'links/callback-too-long': { what: 'The address that this link wants an answer sent to is too long', coins: nothing, todo: ask },
  'links/callback-credentials': { what: 'The address for the answer holds a name or a password, which hides where it leads', coins: nothing, todo: 'Do not use this link.' },
  'links/callback-not-https': { what: 'This link wants an answer sent without encryption, to {{host}}', coins: nothing, todo: ask },
  'links/callback-private': { what: 'This link wants an answer sent into a private network or to a bare number: {{host}}', coins: nothing, todo: 'Do not use this link.' },
  'links/callback-leads-inside': { what: 'The name {{host}} leads into a private network', coins: 'Nothing was sent there.', todo: 'Do not use this link.' },
  'links/callback-type': { what: 'This link wants its answer in a way that Fluxkeep does not know', coins: nothing, todo: ask },
  'links/callback-status': { what: 'It answered with an error ({{status}})', coins: 'What was sent may be known there.', todo: 'Begin again on its page.' },
  'links/callback-refused': { what: 'It refused: {{said}}', coins: 'What was sent is known there.', todo: 'Begin again on its page.' },
  'links/deeplink-scheme': { what: 'This link leads to a program that Fluxkeep does not know ({{scheme}}:)', coins: nothing, todo: ask },
  'links/not-registered': { what: 'The system did not take the change for {{scheme}}: links', coins: 'Nothing else changed.', todo: 'Set it in the system’s own settings for default programs.' },
  'links/not-sent-yet': { what: 'No server took the payment yet', coins: 'Nobody was told of it.', todo: 'Activity shows what becomes of it.' },
  'review/bad-callback': { what: 'The signature would go where none is sent', coins: 'Nothing was signed.', todo: 'Do not use this link.' },
} as const;

export const linkAreas = { links: { what: 'This link cannot be used', coins: nothing, todo: ask } } as const;
