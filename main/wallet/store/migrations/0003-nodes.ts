// Schema 3: FluxNodes. A node's row is the only memory of a START that is signed and may not be sent yet.

export const nodes = `
-- record is JSON; what is searched for has columns of its own. collateral is txid:vout, address the one that it lies or will lie on.
CREATE TABLE node (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, collateral TEXT, address TEXT, record TEXT NOT NULL
) STRICT;
CREATE INDEX node_collateral ON node (collateral);
CREATE INDEX node_address ON node (address);

-- Collateral coins that the person freed for spending.
CREATE TABLE released (txid TEXT NOT NULL, vout INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (txid, vout)) STRICT, WITHOUT ROWID;
`;
