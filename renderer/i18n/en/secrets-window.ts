// All English words of the secrets window.

import { common } from './common';
import { errors } from './errors';
import { secrets } from './secrets';

export const secretsWindow = { common, errors, secrets };
