// The malice corpus: every module that the useful-work part must survive, with its verdict.
import type { Entry } from './entry';
import { failing } from './failing';
import { refusedModules } from './refused';

export const corpus = (): Entry[] => [...refusedModules(), ...failing()];
