// Entry of a thread that verifies the signatures of blocks before their turn comes: pure computing on bytes, it knows neither the chain nor the table.
import { parentPort } from 'node:worker_threads';
import * as ecc from 'tiny-secp256k1';
import { parseBlock } from '../../shared/flux/block';
import { verifyBlockSignature } from '../../shared/flux/block-header';
import { signersOf } from '../follow/signatures';
import type { Ahead } from '../follow/follower';
import type { SignatureAnswer, SignatureQuestion } from './signature-threads';
import { hashNatively } from '../process/native-sha256';

hashNatively();

function ahead({ raw, key }: SignatureQuestion): Ahead {
  const { header, transactions } = parseBlock(raw);
  const signers = transactions.map(({ tx }) => (tx.kind === 'value' ? null : signersOf(tx, ecc)));
  return { signers, ...(key === null || header.kind !== 'pon' ? {} : { producer: { key, valid: verifyBlockSignature(header, key, ecc) } }) };
}

parentPort?.on('message', (question: SignatureQuestion) => {
  let answer: SignatureAnswer;
  try {
    answer = { id: question.id, ahead: ahead(question) };
  } catch {
    // The block is read again where it is judged, which says what is wrong with it.
    answer = { id: question.id, ahead: { signers: [] } };
  }
  parentPort?.postMessage(answer);
});
