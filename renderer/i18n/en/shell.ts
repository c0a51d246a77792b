// English words of the main window's frame: navigation, banners, locked screen, figures.

export const shell = {
  nav: 'Main',
  network: 'Flux network',
  more: 'More',
  skip: 'Skip to the content',
  screens: { portfolio: 'Portfolio', activity: 'Activity', send: 'Send', receive: 'Receive', bridge: 'Bridge', staking: 'Staking', 'light-node': 'Light node', 'useful-work': 'Useful work', cloud: 'Cloud', governance: 'Governance', 'flux-id': 'Flux ID', contacts: 'Address book', settings: 'Settings' },
  lock: 'Lock',
  commands: 'Commands',
  synced: 'Flux {{height}}',
  syncing: 'Looking at {{chain}}',
  syncFailed: 'Flux cannot be reached',
  syncTitle: 'Flux main chain at block {{height}}, as servers report it',
  syncWaiting: 'Flux',
  wallets: 'Wallets',
  wallet: 'Wallet: {{name}}',
  addWallet: 'Add a wallet',
  manageWallets: 'Manage wallets',
  starting: 'Starting',
  locked: {
    title: 'Locked',
    text: 'Nothing can be seen or signed until the wallet is unlocked.',
    unlock: 'Unlock',
    none: 'Welcome to Fluxkeep',
    noneText: 'A wallet whose keys never leave this computer. Make one, or bring one you have.',
    begin: 'Begin',
  },
  processes: {
    names: { signer: 'The signer', wallet: 'The wallet process', practice: 'The practice network' },
    starting: '{{name}} is starting.',
    restarting: '{{name}} stopped and is starting again (try {{attempt}}).',
    stopped: '{{name}} stopped and was not started again.',
    effect: {
      signer: 'Nothing can be signed until it runs. Your keys are safe in their file.',
      wallet: 'Balances and history stand still until it runs. Your coins are on the chain.',
      practice: 'Practice chains stand still until it runs. What you did is kept.',
    },
    stoppedTodo: 'Restart Fluxkeep to try again.',
  },
  rolledBack: 'This wallet file is older than the last one that was opened here. Somebody may have put a backup back; contacts may be missing.',
  previousUsed: 'The newest version of the wallet file could not be read, so the one before it is open.',
};

export const figures = {
  proven: 'Proven',
  agreed: 'Agreed',
  reported: 'Reported',
  asking: 'Asking',
  unknown: 'Unknown',
  provenTitle: 'Checked by the light node, {{ago}}',
  agreedTitle: 'Several servers said the same, {{ago}}',
  reportedTitle: 'One server said so, {{ago}}',
};
