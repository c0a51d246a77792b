// Schema 1. Amounts of coins are INTEGER (they fit 63 bits), amounts of EVM assets decimal TEXT. Times are milliseconds.

export const first = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- What sync knows of a chain: the last good round.
CREATE TABLE chain_mark (
  chain TEXT PRIMARY KEY, height INTEGER NOT NULL, hash TEXT, source TEXT NOT NULL, at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Addresses of the wallet. key is a KeyRef as JSON; account, branch and idx are null for imported keys and the Flux ID.
CREATE TABLE address (
  chain TEXT NOT NULL, address TEXT NOT NULL, script BLOB NOT NULL, script_type TEXT NOT NULL, key TEXT NOT NULL, key_bytes INTEGER NOT NULL,
  account TEXT, branch INTEGER, idx INTEGER, path TEXT NOT NULL,
  used INTEGER NOT NULL DEFAULT 0, handed_out INTEGER, last_used INTEGER, checked_at INTEGER, fingerprint TEXT,
  PRIMARY KEY (chain, address)
) STRICT, WITHOUT ROWID;
CREATE INDEX address_place ON address (chain, account, branch, idx);
CREATE TABLE gap (chain TEXT PRIMARY KEY, size INTEGER NOT NULL, discovered INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;

CREATE TABLE label (kind TEXT NOT NULL, ref TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (kind, ref)) STRICT, WITHOUT ROWID;

-- Raw transactions of Flux and Bitcoin, each checked against its id, stored once; they are also the previous transactions of plans.
CREATE TABLE tx (
  chain TEXT NOT NULL, txid TEXT NOT NULL, raw BLOB NOT NULL, coinbase INTEGER NOT NULL, expiry INTEGER,
  height INTEGER, block_hash TEXT, time INTEGER NOT NULL, seen INTEGER NOT NULL,
  PRIMARY KEY (chain, txid)
) STRICT;
CREATE INDEX tx_height ON tx (chain, height);
CREATE TABLE coin (
  chain TEXT NOT NULL, txid TEXT NOT NULL, vout INTEGER NOT NULL, address TEXT NOT NULL, value INTEGER NOT NULL,
  PRIMARY KEY (chain, txid, vout)
) STRICT, WITHOUT ROWID;
CREATE INDEX coin_address ON coin (chain, address);
CREATE TABLE spend (
  chain TEXT NOT NULL, prev_txid TEXT NOT NULL, prev_vout INTEGER NOT NULL, txid TEXT NOT NULL,
  PRIMARY KEY (chain, prev_txid, prev_vout, txid)
) STRICT, WITHOUT ROWID;
CREATE INDEX spend_tx ON spend (chain, txid);

CREATE TABLE evm_balance (asset TEXT PRIMARY KEY, chain TEXT NOT NULL, units TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE token (asset TEXT PRIMARY KEY, chain TEXT NOT NULL, symbol TEXT, name TEXT, decimals INTEGER) STRICT, WITHOUT ROWID;
-- Blocks of which token logs were read, and the last block at which native balance and nonce were compared.
CREATE TABLE evm_scan (
  chain TEXT PRIMARY KEY, log_from INTEGER, log_to INTEGER, native_height INTEGER, native_hash TEXT, native_units TEXT, native_nonce INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE activity (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, chain TEXT NOT NULL, txid TEXT NOT NULL, kind TEXT NOT NULL,
  asset TEXT NOT NULL, amount TEXT NOT NULL, fee TEXT, counterparties TEXT NOT NULL, note TEXT,
  time INTEGER NOT NULL, height INTEGER, state TEXT NOT NULL, detail TEXT NOT NULL, suspicious INTEGER NOT NULL, search TEXT NOT NULL
) STRICT;
CREATE INDEX activity_time ON activity (suspicious, time DESC, seq DESC);
CREATE INDEX activity_all ON activity (time DESC, seq DESC);
CREATE INDEX activity_chain ON activity (chain, suspicious, time DESC, seq DESC);
CREATE INDEX activity_kind ON activity (kind, suspicious, time DESC, seq DESC);
CREATE INDEX activity_tx ON activity (chain, txid);
CREATE INDEX activity_asset ON activity (asset, time);
CREATE VIRTUAL TABLE activity_text USING fts5(search, content='', contentless_delete=1, tokenize='trigram');
CREATE TRIGGER activity_added AFTER INSERT ON activity BEGIN
  INSERT INTO activity_text (rowid, search) VALUES (new.seq, new.search);
END;
CREATE TRIGGER activity_removed AFTER DELETE ON activity BEGIN
  DELETE FROM activity_text WHERE rowid = old.seq;
END;
CREATE TRIGGER activity_changed AFTER UPDATE OF search ON activity WHEN new.search IS NOT old.search BEGIN
  DELETE FROM activity_text WHERE rowid = old.seq;
  INSERT INTO activity_text (rowid, search) VALUES (new.seq, new.search);
END;

-- Signed transactions and their life. entry and state are JSON; what is searched for has columns of its own.
CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, chain TEXT NOT NULL, txid TEXT NOT NULL, raw BLOB NOT NULL, entry TEXT NOT NULL,
  kind TEXT NOT NULL, state TEXT NOT NULL, nonce_from TEXT, nonce INTEGER
) STRICT;
CREATE INDEX outbox_kind ON outbox (kind, seq);
CREATE INDEX outbox_nonce ON outbox (chain, nonce_from, nonce);
CREATE TABLE outbox_spend (
  id TEXT NOT NULL REFERENCES outbox (id), chain TEXT NOT NULL, txid TEXT NOT NULL, vout INTEGER NOT NULL, PRIMARY KEY (chain, txid, vout, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE price (currency TEXT NOT NULL, coin TEXT NOT NULL, price TEXT NOT NULL, change REAL, at INTEGER NOT NULL, PRIMARY KEY (currency, coin)) STRICT, WITHOUT ROWID;
CREATE TABLE price_point (currency TEXT NOT NULL, coin TEXT NOT NULL, at INTEGER NOT NULL, price TEXT NOT NULL, PRIMARY KEY (currency, coin, at)) STRICT, WITHOUT ROWID;
`;
