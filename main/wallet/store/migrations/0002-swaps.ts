// Schema 2: swaps through the bridge, and claims of parallel mining. A swap's row is the only memory of a deposit until Fusion knows it.

export const swaps = `
-- record is JSON; what is searched for has columns of its own. chain and txid name the deposit, to_chain and txid_to the payout.
CREATE TABLE swap (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, chain TEXT NOT NULL, txid TEXT, to_chain TEXT NOT NULL, txid_to TEXT,
  state TEXT NOT NULL, open INTEGER NOT NULL, record TEXT NOT NULL
) STRICT;
CREATE INDEX swap_open ON swap (open, seq);
CREATE INDEX swap_state ON swap (state, seq);
CREATE INDEX swap_deposit ON swap (chain, txid);
CREATE INDEX swap_payout ON swap (to_chain, txid_to);

-- A claim is kept by its one-time phrase before the signature leaves the wallet.
CREATE TABLE claim (
  seq INTEGER PRIMARY KEY, phrase TEXT NOT NULL UNIQUE, address TEXT NOT NULL, target TEXT NOT NULL, receiver TEXT NOT NULL, arrives TEXT NOT NULL,
  txid TEXT, at INTEGER NOT NULL
) STRICT;
CREATE INDEX claim_address ON claim (address, seq);
`;
