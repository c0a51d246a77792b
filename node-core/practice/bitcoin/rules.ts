// Bitcoin regtest's rules for the common node: consensus of segwit and taproot key spends, Bitcoin Core's mempool policy.
import { MAX_MONEY } from '../../../shared/bitcoin/params';
import { checkCoins, checkShape, findCoins, invalidBitcoin } from '../utxo/consensus';
import { isFinal, type ChainRules, type JudgeContext, type Verdict } from '../utxo/rules';
import { RPC_ALREADY_MINED, RPC_ERROR, RPC_REJECTED, Rejection, type ChainTransaction } from '../utxo/types';
import { BITCOIN_GENESIS, assembleBitcoin } from './blocks';
import { parseBitcoinBlock, parseBitcoinTransaction } from './parse';
import { requireBitcoinFee, requireShortChain, requireStandardBitcoin } from './policy';
import { requireReplaceable } from './replacement';
import { sequenceLocksPassed } from './sequence-locks';
import { verifyBitcoinScripts } from './verify';

const MATURITY = 100;
/** A block a minute: Bitcoin's ten would make practice a matter of patience. */
const BITCOIN_SPACING_SECONDS = 60;
/** Enough blocks at creation for some rewards to be spendable. */
export const BITCOIN_FIRST_BLOCKS = 120;

/** @throws Rejection in the order and with the words of Bitcoin Core */
function judgeBitcoin(tx: ChainTransaction, { state, mempool, allowAbsurdFees }: JudgeContext): Verdict {
  const nextHeight = state.height + 1;
  checkShape(tx, MAX_MONEY, invalidBitcoin);
  requireStandardBitcoin(tx);
  if (!isFinal(tx, nextHeight, state.medianTime())) throw new Rejection(RPC_REJECTED, 'non-final');
  if (mempool.entry(tx.txid) !== null) throw new Rejection(RPC_REJECTED, 'txn-already-in-mempool');
  if (state.placed(tx.txid) !== null) throw new Rejection(RPC_ALREADY_MINED, 'Transaction outputs already in utxo set');
  const coins = findCoins(tx, state, mempool, new Rejection(RPC_ERROR, 'bad-txns-inputs-missingorspent'));
  if (!sequenceLocksPassed(tx, coins, state)) throw new Rejection(RPC_REJECTED, 'non-BIP68-final');
  const fee = checkCoins(tx, coins, nextHeight, MATURITY, MAX_MONEY, invalidBitcoin);
  requireBitcoinFee(tx, fee, allowAbsurdFees);
  requireShortChain(tx, mempool);
  const replaces = requireReplaceable(tx, fee, mempool);
  verifyBitcoinScripts(tx, coins);
  return { fee, spent: coins.map((coin) => coin.script), replaces };
}

export function bitcoinRules(seed: string): ChainRules {
  return {
    name: 'bitcoin',
    spacingSeconds: BITCOIN_SPACING_SECONDS,
    maturity: MATURITY,
    genesis: BITCOIN_GENESIS,
    parseTransaction: parseBitcoinTransaction,
    parseBlock: parseBitcoinBlock,
    judge: judgeBitcoin,
    ledger: null,
    minable: (tx, height, medianTime) => isFinal(tx, height, medianTime),
    expired: () => false,
    nextBlockTime: (state, notBefore) => Math.max(notBefore, state.medianTime() + 1),
    assemble: (template) => assembleBitcoin(seed, template),
  };
}
