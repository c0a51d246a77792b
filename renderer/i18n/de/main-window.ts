// All German words of the main window.

import { activity } from './activity';
import { boinc } from './boinc';
import { bridge } from './bridge';
import { cloud } from './cloud';
import { common } from './common';
import { contacts } from './contacts';
import { errors } from './errors';
import { fluxId } from './flux-id';
import { governance } from './governance';
import { lightNode } from './light-node';
import { usefulWork } from './useful-work';
import { links } from './links';
import { palette } from './palette';
import { portfolio } from './portfolio';
import { receive } from './receive';
import { send } from './send';
import { settings } from './settings';
import { figures, shell } from './shell';
import { staking } from './staking';

export const mainWindow = { common, errors, shell, figures, portfolio, activity, receive, send, bridge, staking, lightNode, usefulWork, boinc, cloud, governance, contacts, fluxId, settings, palette, links };
