// What `fluxkeep-node worker --help` teaches.

import { USUAL_POLICY } from '../coordinator/policy';

export const WORK_USAGE = `fluxkeep-node - useful work

Usage
  fluxkeep-node coordinator [options]          hand out jobs, compare results, keep the ledger
  fluxkeep-node worker --coordinator URL       do jobs on this computer
  fluxkeep-node publish JSON --coordinator URL publish a batch of jobs

Options
  --folder DIR          where everything is kept (default ~/.fluxkeep-coordinator or ~/.fluxkeep-worker)
  --coordinator URL     whom to work for, http://host:port; may be given several times
  --jobs N              jobs at once (default: half of the processors)
  --any-module          run modules, too, that did not come with this program; each is still admitted byte by byte
  --keep-every-ms N     milliseconds between two states on the disk (default 15000)
  --name TEXT           what a coordinator is called
  --host ADDRESS        address that a coordinator listens on (default 127.0.0.1)
  --port N              and its port (default 8787; 0: any free one)
  --nats URLS           keep the coordinator's log in NATS JetStream, nats://[user:password@]host:port, several with commas
  --nats-stream NAME    its stream there (default POUW); a second coordinator on the same stream takes over from the first
  --nats-replicas N     copies that NATS keeps, 1 (default) to 5; 3 outlive a server
  --trust-after N       valid results in a row after which a worker is trusted (default ${USUAL_POLICY.trustAfter})
  --network NAME        mainnet (default) or practice: which addresses payouts may name
  --clock-offset-ms N   the network's clock is so far ahead of this computer's
  -h, --help            this text

Example
  fluxkeep-node publish '{"title":"Galaxy","work":{"kind":"render","scene":0,"width":320,"height":200,"tile":80,"samples":16}}' --coordinator http://127.0.0.1:8787

docs/pouw-protocol.md describes the protocol, docs/useful-work.md what a person should know.
`;
