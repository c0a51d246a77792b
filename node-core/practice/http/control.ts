// The control service: faucet, mining, reorganisations, clock, faults, node hosts, status and reset, all behind the token of this start.
import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { isEvmChain } from '../../../shared/chains/ids';
import { AppError } from '../../../shared/errors/app-error';
import { scriptOfAddress } from '../../../shared/flux/address';
import {
  PRACTICE_TOKEN_HEADER, clockRequestSchema, faucetRequestSchema, faultRequestSchema, mineRequestSchema, reorgRequestSchema, resetRequestSchema, type PracticeStatus,
} from '../../../shared/practice/control-api';
import type { Faucet } from '../faucet';
import { PRACTICE_FLUX } from '../flux/parameters';
import { Rejection } from '../utxo/types';
import type { World } from '../world';
import type { FaultSwitches } from './faults';
import { cloudControl } from './cloud-control';
import { fusionControl, fusionStatus } from './fusion-control';
import { nodesControl } from './nodes-control';
import { xdaoControl } from './xdao-control';
import { json, notFound, type ServiceHandler, type ServiceReply, type ServiceRequest } from './server';

interface ControlContext {
  readonly token: string;
  /** @throws AppError `practice/resetting` while there is none */
  world(): World;
  readonly faucet: Faucet;
  faultsOf(chain: string, endpoint: 'a' | 'b'): FaultSwitches;
  allFaults(): readonly { readonly chain: string; readonly endpoint: 'a' | 'b'; readonly faults: FaultSwitches }[];
  reset(seed: string | null): Promise<World>;
}

/** Compares digests, so that neither content nor length of the right token can be timed. */
function isToken(given: unknown, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return typeof given === 'string' && timingSafeEqual(digest(given), digest(token));
}

export function controlHandler(context: ControlContext): ServiceHandler {
  return async (request) => {
    if (!isToken(request.headers[PRACTICE_TOKEN_HEADER], context.token)) return refusal(401, 'practice/no-token', 'the control token is missing or wrong');
    try {
      return await route(request, context);
    } catch (thrown) {
      return explain(thrown);
    }
  };
}

function refusal(status: number, error: string, message: string): ServiceReply {
  return json({ error, message }, status);
}

function explain(thrown: unknown): ServiceReply {
  if (thrown instanceof z.ZodError) return refusal(400, 'practice/bad-request', thrown.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
  if (thrown instanceof SyntaxError) return refusal(400, 'practice/bad-request', 'the body is not JSON');
  if (thrown instanceof Rejection) return refusal(500, thrown.code, thrown.reason);
  if (thrown instanceof AppError) return refusal(thrown.code === 'practice/resetting' ? 503 : 400, thrown.code, thrown.message);
  throw thrown;
}

async function route({ method, path, body }: ServiceRequest, context: ControlContext): Promise<ServiceReply> {
  if (method === 'GET' && path === '/control/status') return json(await status(context));
  if (method === 'GET' && path.startsWith('/control/fusion')) return fusionStatus(path, context.world().fusion);
  const input: unknown = body === '' ? {} : JSON.parse(body);
  if (path.startsWith('/control/cloud')) return cloudControl(method, path, input, context.world().cloud);
  if (path.startsWith('/control/nodes')) return nodesControl(method, path, input, context.world().hosts);
  if (path.startsWith('/control/xdao')) return xdaoControl(method, path, input, context.world().xdao);
  if (method !== 'POST') return notFound();
  if (path.startsWith('/control/fusion')) return fusionControl(path, input, context.world().fusion);
  switch (path) {
    case '/faucet': return faucet(input, context);
    case '/control/mine': return mine(input, context.world());
    case '/control/reorg': return reorg(input, context.world());
    case '/control/clock': return clock(input, context.world());
    case '/control/fault': return fault(input, context);
    case '/control/reset': {
      const world = await context.reset(resetRequestSchema.parse(input).seed ?? null);
      return json({ instanceId: world.instanceId });
    }
    default: return notFound();
  }
}

async function status(context: ControlContext): Promise<PracticeStatus> {
  const world = context.world();
  return {
    instanceId: world.instanceId,
    seed: world.seed,
    clock: world.clock.reading(),
    chains: await world.status(),
    faults: context.allFaults().flatMap(({ chain, endpoint, faults }) => faults.entries().map(([name, value]) => ({ chain, endpoint, fault: name, value }))),
    tokens: world.tokens(),
  };
}

async function faucet(input: unknown, context: ControlContext): Promise<ServiceReply> {
  const { chain, asset, address, amount } = faucetRequestSchema.parse(input);
  return json(await context.faucet.pay(context.world(), chain, asset, address, amount === undefined ? null : BigInt(amount)));
}

async function mine(input: unknown, world: World): Promise<ServiceReply> {
  const { chain, blocks, payTo } = mineRequestSchema.parse(input);
  if (isEvmChain(chain)) return json({ height: await world.evm(chain).mine(blocks) });
  return json({ height: world.coinChain(chain).mine(blocks, payTo === undefined ? null : scriptOfAddress(payTo, PRACTICE_FLUX)) });
}

async function reorg(input: unknown, world: World): Promise<ServiceReply> {
  const { chain, depth, transactions } = reorgRequestSchema.parse(input);
  return json({ height: isEvmChain(chain) ? await world.evm(chain).reorg(depth, transactions) : world.coinChain(chain).reorg(depth, transactions) });
}

function clock(input: unknown, world: World): ServiceReply {
  const request = clockRequestSchema.parse(input);
  if ('rate' in request) world.clock.setRate(request.rate);
  else world.clock.advance(request.advanceMs);
  return json(world.clock.reading());
}

function fault(input: unknown, context: ControlContext): ServiceReply {
  const { chain, endpoint, fault: name, value } = faultRequestSchema.parse(input);
  const world = context.world();
  const faults = context.faultsOf(chain, endpoint);
  faults.set(name, value, { height: chain === 'prices' || chain === 'fusion' || chain === 'xdao' ? 0 : world.heightOf(chain === 'fluxos' || chain === 'p2p' ? 'flux' : chain), nowMs: world.clock.nowMs() });
  return json({ faults: faults.entries().map(([on, setting]) => ({ fault: on, value: setting })) });
}
