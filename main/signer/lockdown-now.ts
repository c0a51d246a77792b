// The signer's first import: locks the process down as a side effect, before any other module of it has run.

import { lockDown } from './lockdown';

lockDown(() => {
  require('@node-rs/argon2');
});
