// The practice network's own operators: who runs which of its nodes, what they propose, and how they vote. All from the seed; the votes are signed.
import { Buffer } from 'node:buffer';
import * as ecc from 'tiny-secp256k1';
import { encodeAddress } from '../../../shared/bitcoin/address';
import { BITCOIN_MAINNET } from '../../../shared/bitcoin/params';
import { hash160 } from '../../../shared/crypto/hashes';
import { signMessage } from '../../../shared/flux/message';
import { VOTING_MS, type ProposalText } from '../../../shared/governance/proposal';
import { seededFraction, seededKey, type PracticeKey } from '../seed';

/** So many people share the network's 96 nodes: from one node to eight each. */
const RESIDENTS = 24;

/** Whose node it is, by its place among the network's own. */
export const residentOf = (place: number): number => (place * 7 + Math.floor(place / 24)) % RESIDENTS;
const keyOf = (seed: string, resident: number): PracticeKey => seededKey(seed, `xdao resident/${resident}`);
/** A Flux ID is a Bitcoin address that starts with 1, on every network. */
export const residentFluxId = (seed: string, resident: number): string => encodeAddress({ kind: 'p2pkh', hash: hash160(keyOf(seed, resident).publicKey) }, BITCOIN_MAINNET);

export interface ResidentVote {
  readonly resident: number;
  readonly yes: boolean;
  /** Practice milliseconds. */
  readonly at: number;
}

/** Who votes on a proposal, how and when: most in the first days. */
export function residentVotes(seed: string, hash: string, submitDate: number, lean: number): ResidentVote[] {
  return Array.from({ length: RESIDENTS }, (_, resident) => resident).flatMap((resident) => {
    const chance = (what: string): number => seededFraction(seed, `xdao ${what}/${hash}/${resident}`);
    if (chance('turnout') > 0.72) return [];
    const share = chance('when');
    return [{ resident, yes: chance('side') < lean, at: submitDate + Math.round(share * share * VOTING_MS * 0.95) + 1 }];
  });
}

/** Base64 of the compact signature, with Bitcoin's magic. */
export function residentSignature(seed: string, resident: number, phrase: string): string {
  return Buffer.from(signMessage(phrase, 'bitcoin', { privateKey: keyOf(seed, resident).secret, compressed: true }, ecc)).toString('base64');
}

/** Chance that a resident says yes to a text, from the text itself. */
export const leanOf = (seed: string, topic: string): number => 0.25 + 0.6 * seededFraction(seed, `xdao lean/${topic}`);

interface Draft extends ProposalText {
  readonly lean: number;
}
const text = (topic: string, description: string, lean: number, grantValue = 0, nickName = ''): Draft => ({ topic, description, grantValue, grantAddress: '', nickName, lean });

/** What was proposed before a world began, oldest first: how many hours before, how it was received, and whether its fee was paid. */
export const EARLIER: readonly (Draft & { readonly hoursAgo: number; readonly paid: boolean })[] = [
  { ...text('Fund the node dashboard for another year', 'The dashboard shows every operator which of their nodes is due, and why one left the list.\n\n**What the grant pays for**\n- hosting for twelve months\n- one person, two days a month\n- a public report each quarter', 0.86, 12_000, 'dash'), hoursAgo: 24 * 31, paid: true },
  { ...text('Charge for logins', 'Each login of an application would cost a small fee, to be shared among all nodes. The fee would be set by a vote once a year.', 0.15), hoursAgo: 24 * 24, paid: true },
  { ...text('Name the next release after a river', 'A lighter matter. The releases so far have numbers; names are easier to talk about. The list of rivers would be kept in the wiki.', 0.5), hoursAgo: 24 * 16, paid: false },
  { ...text('Extend the claim window of parallel assets', 'Claims of parallel mining lapse when a chain is closed. This asks the team to keep a closed chain\'s claims open for ninety days, and to say so on the claim page.\n\nNothing else about parallel assets changes.', 0.52), hoursAgo: 24 * 5, paid: true },
  { ...text('Lower the application registration fee', 'Small applications pay more for their registration than for their first week. This proposes:\n\n- the minimum price falls from 0.99 to 0.49 USD\n- prices of large applications stay\n- the change is looked at again after six months', 0.78), hoursAgo: 24 * 2, paid: true },
];

/** What is proposed while a world runs, one after another. */
export const LATER: readonly Draft[] = [
  text('Publish the crawl that votes are weighed by', 'A vote counts by the node list of the last crawl before a proposal. Nobody outside can see that crawl today. This asks that it is published with each proposal, so that every wallet can recount.', 0.9),
  text('Two more regions for test nodes', 'Test nodes stand in three regions. Two more would show problems of latency before a release does.\n\n- one in South America\n- one in Southern Africa', 0.7, 4_500, 'regions'),
  text('Rank nodes by uptime before payment', 'The payment queue would skip a node that was not reachable for a day. Opponents say that the chain cannot know this.', 0.35),
  text('A yearly audit of the benchmark program', 'The benchmark decides which tier a server can hold. An outside audit each year, with a public report, would keep it honest.', 0.8, 9_000, 'audit'),
];
