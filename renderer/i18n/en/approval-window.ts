// All English words of the approval window.

import { approval } from './approval';
import { common } from './common';
import { errors } from './errors';

export const approvalWindow = { common, errors, approval };
