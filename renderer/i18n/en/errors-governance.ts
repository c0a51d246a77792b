// Errors of governance and of the vote service, in English.

export const governanceErrors = {
  'governance/unknown-proposal': { what: 'The vote service does not know this proposal', coins: 'Nothing was voted.', todo: 'Read the list again.' },
  'governance/not-open': { what: 'Nobody can vote on this proposal now', coins: 'Nothing was voted.', todo: 'It ended, or its fee was not paid.' },
  'governance/already-voted': { what: 'Your Flux ID has voted on this proposal', coins: 'The first vote stands.', todo: 'A vote is final.' },
  'governance/recorded-otherwise': { what: 'The vote service lists the other choice for your Flux ID', coins: 'That is not what you approved here.', todo: 'Somebody may have used your Flux ID elsewhere. Ask the Flux team and show them the history of your Flux ID.' },
  'governance/no-power': { what: 'No node of your Flux ID counts for this proposal', coins: 'Nothing was voted.', todo: 'A node counts when the service saw it, under your Flux ID, before the proposal was submitted.' },
  'governance/bad-phrase': { what: 'The vote service sent something to sign that is no one-time phrase', coins: 'Nothing was signed.', todo: 'Try again. If it stays so, do not sign it elsewhere either.' },
  'governance/phrase-refused': { what: 'The vote service did not take the phrase: it was used, or is older than a quarter of an hour', coins: 'Nothing was voted.', todo: 'Vote again; a new phrase is asked for.' },
  'governance/signature-refused': { what: 'The vote service did not take the signature', coins: 'Nothing was voted.', todo: 'Try again. If it stays so, check a signature of your Flux ID on its screen.' },
  'governance/id-refused': { what: 'The vote service does not take this Flux ID', coins: 'Nothing was voted.', todo: 'Only Flux IDs that start with 1 can vote.' },
  'governance/busy': { what: 'Others are voting at this moment', coins: 'Nothing was voted.', todo: 'Try again in a minute.' },
  'governance/refused': { what: 'The vote service did not take it', coins: 'No coins moved.', todo: 'See what it said in the details.' },
  'governance/no-answer': { what: 'What became of the vote is not known', coins: 'The signature was sent, and no answer came. It cannot count twice.', todo: 'Look at the proposal in a few minutes: the service lists your vote when it has it.' },
  'governance/bad-signature': { what: 'The signature does not prove your Flux ID', coins: 'Nothing was voted.', todo: 'Try again.' },
  'governance/bad-text': { what: 'The proposal is not complete', coins: 'Nothing was submitted.', todo: 'See what is marked in the form.' },
  'governance/price-changed': { what: 'The price is another one now', coins: 'Nothing was paid.', todo: 'Look at the new price and submit again.' },
  'governance/clock-off': { what: 'The clocks of the vote service and of this computer differ', coins: 'Nothing was paid.', todo: 'Set the clock of this computer. A proposal can only be paid within an hour by the clock of the service.' },
  'governance/other-hash': { what: 'The vote service stored another text than you wrote', coins: 'Nothing was paid.', todo: 'Do not pay for it. Submit again, or ask the Flux team.' },
  'governance/other-address': { what: 'The vote service names an address for the fee that is not the one of the xDAO', coins: 'Nothing was paid.', todo: 'Fluxkeep pays only to the known address. Ask the Flux team before you pay elsewhere.' },
  'governance/paid': { what: 'The fee is on its way already', coins: 'It is not paid twice.', todo: 'See the payment in Activity.' },
  'governance/too-late': { what: 'Too little of the hour is left', coins: 'Nothing was paid.', todo: 'Submit the proposal again: a payment that comes too late is lost.' },
  'governance/not-waiting': { what: 'The vote service does not wait for this payment', coins: 'Nothing was paid.', todo: 'Read the list again: the proposal was paid, lapsed, or is gone.' },
  'governance/cannot-pay': { what: 'The fee cannot be paid now', coins: 'Nothing was paid.', todo: 'See whether enough FLUX can be spent.' },
  'xdao/refused': { what: 'The vote service refuses', coins: 'No coins moved.', todo: 'See what it said in the details.' },
  'xdao/none': { what: 'There is no vote service now', coins: 'No coins moved.', todo: 'It comes with the network. Try again when it runs.' },
} as const;

export const governanceAreas = {
  governance: { what: 'Governance cannot do this now', coins: 'No coins moved.', todo: 'Try again.' },
  xdao: { what: 'The vote service gave no usable answer', coins: 'No coins moved.', todo: 'Try again in a minute. What it said before may be old.' },
} as const;
