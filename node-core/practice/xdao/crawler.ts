// The service's look at all nodes: which answered, of which tier, and the Flux ID that each one's own settings name. That, and no coin, gives votes.
import { addressOfScript } from '../../../shared/flux/address';
import { PRACTICE_FLUX } from '../flux/parameters';
import type { NodeTable } from '../flux/nodes/table';
import type { NodeHosts } from '../flux/hosts/hosts';
import type { CrawledNode } from './records';
import { residentOf, residentFluxId } from './residents';

/** Confirmed nodes that answer: the network's own always do, a host does while it runs. A Flux ID of Ethereum's form is kept, and votes nothing. */
export function crawl(table: NodeTable, hosts: Pick<NodeHosts, 'state'>, seed: string): CrawledNode[] {
  const running = new Map(hosts.state().hosts.filter((host) => host.running && host.keyMatches !== false).map((host) => [`${host.collateral.txid}:${host.collateral.index}`, host.fluxId]));
  return table.list('confirmed').flatMap((node) => {
    const fluxId = node.builtIn === null ? running.get(`${node.collateral.txid}:${node.collateral.index}`) : residentFluxId(seed, residentOf(node.builtIn));
    if (fluxId === undefined) return [];
    return [{ txid: node.collateral.txid, index: node.collateral.index, tier: node.tier, address: addressOfScript(node.payee, PRACTICE_FLUX) ?? '', ip: node.ip, fluxId }];
  });
}
