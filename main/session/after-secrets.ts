// What comes when a secrets window that stood in place of the main window is gone.

export type AfterSecrets = 'main-window' | 'ask-again' | 'quit';

/**
 * @param unlocked whether a vault is open now
 * @param finished whether the person did what the window was for, instead of closing it
 */
export function afterSecrets(unlocked: boolean, finished: boolean): AfterSecrets {
  if (unlocked) return 'main-window';
  // The signer died in the moment between its answer and its word to main: the password was right, and is asked for again.
  return finished ? 'ask-again' : 'quit';
}
