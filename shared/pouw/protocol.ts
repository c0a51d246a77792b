// Names for the shapes of pouw/1. They come from the OpenAPI document; bytes are hexadecimal, times are milliseconds.

import type { components } from './generated/protocol-types';

type Schemas = components['schemas'];
export type Kind = Schemas['Kind'];
export type Job = Schemas['Job'];
export type Blob = Schemas['Blob'];
export type LeaseRequest = Schemas['LeaseRequest'];
export type LeaseAnswer = Schemas['LeaseAnswer'];
export type LeaseState = Schemas['LeaseState'];
export type Result = Schemas['Result'];
export type Registration = Schemas['Registration'];
export type Delegation = Schemas['Delegation'];
export type NodeView = Schemas['NodeView'];
export type BatchRequest = Schemas['BatchRequest'];
export type BatchView = Schemas['BatchView'];
export type JobView = Schemas['JobView'];
export type Ledger = Schemas['Ledger'];
export type Health = Schemas['Health'];

/** Name of the protocol, and of the document's major version. */
export const PROTOCOL = 'pouw/1';
