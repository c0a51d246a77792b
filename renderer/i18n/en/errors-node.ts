// English words for errors of the light node.

export const nodeErrors = {
  'light-node/disk-full': { what: 'The disk is full: the light node cannot keep what it checks', coins: 'Your coins are on the chain, and amounts are what servers report.', todo: 'Free some space, lower its limit, or choose another folder. It goes on by itself.' },
  'light-node/no-room': { what: 'There is too little room on that disk: {{freeMegabytes}} MB are free, {{neededMegabytes}} MB may be needed', coins: 'Nothing changed.', todo: 'Set a lower limit, free some space, or choose another folder.' },
  'light-node/folder-refused': { what: 'Nothing can be written into that folder', coins: 'Nothing changed.', todo: 'Choose another one.' },
  'light-node/not-moved': { what: 'The data could not be moved', coins: 'It is whole where it was, and the light node goes on there.', todo: 'Check the free space, or choose another folder.' },
  'proof/not-held': { what: 'The light node does not hold this proof', coins: 'Your coins are where they were.', todo: 'It holds proofs of blocks that it saw since it was switched on.' },
  'peer/none': { what: 'No peer of the Flux network can be reached', coins: 'Your coins are where they were. Amounts are what servers report.', todo: 'Check the connection. The light node goes on trying.' },
} as const;

export const nodeAreas = {
  'light-node': { what: 'The light node cannot go on', coins: 'Your coins are where they were. Amounts are what servers report.', todo: 'Pause it and go on, or switch it off and on again.' },
  peer: { what: 'Peers of the Flux network do not answer', coins: 'Your coins are where they were. Amounts are what servers report.', todo: 'Check the connection. The light node goes on trying.' },
  proof: { what: 'There is no such proof', coins: 'Your coins are where they were.', todo: 'Try again when more blocks stand on the transaction.' },
} as const;
