// Names that the preloads may use: plain strings, so that no schema library is in a preload. A test holds them against the contract.

/** One channel carries all calls of a window; main knows which window spoke. */
export const CALL_CHANNEL = 'fluxkeep:call';
export const EVENT_CHANNEL = 'fluxkeep:event';
/** Main hands the secrets window its port to the signer with this message. */
export const PORT_CHANNEL = 'fluxkeep:secrets-port';
