// English words that every window uses.

export const common = {
  cancel: 'Cancel',
  close: 'Close',
  back: 'Back',
  continue: 'Continue',
  save: 'Save',
  remove: 'Remove',
  retry: 'Try again',
  details: 'Details',
  copy: 'Copy',
  copied: 'Copied. The clipboard is cleared in a minute.',
  loading: 'Loading',
  unknown: 'Unknown',
  practice: 'Practice network',
  practiceNote: 'Coins here have no value.',
  mainnet: 'Mainnet',
  showPassword: 'Show the password',
  hidePassword: 'Hide the password',
  capsLock: 'Caps lock is on.',
};
