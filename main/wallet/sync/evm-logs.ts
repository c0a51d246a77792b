// Token transfers of an address by their logs (EIP-20 Transfer), in ranges that the server accepts.

import { AppError } from '../../../shared/errors/app-error';
import { addressOfTopic, padAddress } from '../chains/evm/hex';
import { TRANSFER_TOPIC } from '../chains/evm/abi';
import type { EvmClient, EvmLog } from '../chains/evm/evm-client';

/** One ERC-20 transfer from or to the wallet. Addresses in lower case. */
export interface TokenTransfer {
  readonly contract: string;
  readonly from: string;
  readonly to: string;
  readonly amount: bigint;
  readonly txid: string;
  readonly height: number;
  readonly logIndex: number;
}

const FIRST_RANGE = 2_000;

/** Reads ranges of logs and remembers how large a range each server takes. */
export class LogReader {
  readonly #range = new Map<string, number>();

  /**
   * Transfers from and to `address` in blocks `from` to `to`, oldest first.
   * @throws AppError endpoint/lies when the server answers with other logs than were asked for
   */
  async read(client: EvmClient, url: string, address: string, from: number, to: number): Promise<TokenTransfer[]> {
    const transfers = new Map<string, TokenTransfer>();
    let start = from;
    while (start <= to) {
      const size = this.#range.get(url) ?? FIRST_RANGE;
      const end = Math.min(to, start + size - 1);
      try {
        const topic = `0x${padAddress(address)}`;
        const logs = [
          ...(await client.logs({ from: start, to: end, topics: [TRANSFER_TOPIC, topic] })),
          ...(await client.logs({ from: start, to: end, topics: [TRANSFER_TOPIC, null, topic] })),
        ];
        for (const log of logs) {
          const transfer = transferOf(log, address, start, end);
          if (transfer) transfers.set(`${transfer.txid}:${transfer.logIndex}`, transfer);
        }
        start = end + 1;
      } catch (thrown) {
        if (!(thrown instanceof AppError) || thrown.code !== 'evm/range-too-large' || size === 1) throw thrown;
        this.#range.set(url, Math.max(1, Math.floor(size / 4)));
      }
    }
    return [...transfers.values()].sort((left, right) => left.height - right.height || left.logIndex - right.logIndex);
  }
}

/** Null for transfers that are not ERC-20 (ERC-721 has four topics). */
function transferOf(log: EvmLog, address: string, from: number, to: number): TokenTransfer | null {
  const [kind, sender, recipient] = log.topics;
  const mine = `0x${padAddress(address)}`;
  if (kind !== TRANSFER_TOPIC || log.blockNumber < from || log.blockNumber > to || !(log.topics.slice(1).includes(mine))) {
    throw new AppError('endpoint/lies', 'the server gives logs that were not asked for', { context: { what: 'logs' } });
  }
  if (log.topics.length !== 3 || log.data.length !== 66 || sender === undefined || recipient === undefined) return null;
  return { contract: log.address, from: addressOfTopic(sender), to: addressOfTopic(recipient), amount: BigInt(log.data), txid: log.transactionHash, height: log.blockNumber, logIndex: log.logIndex };
}
