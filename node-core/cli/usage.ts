// What `fluxkeep-node --help` teaches. docs/fluxkeep-node.md says the same at length.

export const USAGE = `fluxkeep-node - Fluxkeep's light FluxNode without the wallet

Usage
  fluxkeep-node follow  [options]            follow the chain; one JSON line for each event
  fluxkeep-node headers [options]            fetch and check headers only, up to the tip
  fluxkeep-node proof TXID [options]         write the proof of a transaction that pays a watched address to standard output
  fluxkeep-node verify-proof FILE [options]  check a proof, without any network
  fluxkeep-node table   [options]            follow up to --until and write the table of nodes of that block to standard output
  fluxkeep-node broadcast HEX|- [options]    give a transaction to peers (- reads it from standard input)
  fluxkeep-node worker | coordinator | publish ...
                                             useful work, where its package is installed; see worker --help

Options
  --network NAME     mainnet (default), testnet, regtest or practice
  --peer HOST:PORT   a peer; may be given several times. Without any, mainnet and testnet ask their DNS seeds
  --table KIND=URL   a source of the starting table of nodes: insight=https://... or fluxos=https://...; give two that
                     do not know each other: they have to say the same.
                     Without any, regtest is followed from its first block on
                     file=PATH begins with a table that "table" wrote, as a release ships one; others can write the same
                     file, and its checksum stands on standard error
  --folder DIR       where blocks and the table are kept (default ~/.fluxkeep-node)
  --watch ADDRESS    an address whose coins are looked for; may be given several times. Nobody is told which
  --until HEIGHT     ends when this block has been checked (follow), or the headers reach it (headers)
  --from HEIGHT      headers only: the old ones around this height, from the pinned block below it to the one above
  --upgrades LIST    regtest only: activation heights, such as pon=300,kamata=200 or all=1
  --benchmark-key K  regtest only: the key of the benchmark program that CONFIRMs have to be signed by
  -h, --help         this text

Exit codes
  0  done            2  an option or the input is wrong
  1  it failed       3  the proof does not hold

Examples
  fluxkeep-node follow --table fluxos=https://api.runonflux.io --table insight=https://explorer.runonflux.io/api
  fluxkeep-node follow --network regtest --peer 127.0.0.1:26126 --upgrades all=1 --until 200
  fluxkeep-node verify-proof flux-proof-451df120d011.json

What a proof shows, and what it does not, stands in docs/light-node.md.
`;
