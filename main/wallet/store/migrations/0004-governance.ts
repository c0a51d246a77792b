// Schema 4: votes and proposals of the xDAO. A vote is kept before its signature leaves the wallet, a proposal before its fee can be paid.

export const governance = `
CREATE TABLE vote (
  seq INTEGER PRIMARY KEY, phrase TEXT NOT NULL UNIQUE, hash TEXT NOT NULL, flux_id TEXT NOT NULL, topic TEXT NOT NULL, yes INTEGER NOT NULL, service TEXT NOT NULL,
  state TEXT NOT NULL, said TEXT, at INTEGER NOT NULL
) STRICT;
CREATE INDEX vote_hash ON vote (hash, flux_id);

-- record is JSON: the text as it was submitted, what is to be paid, where to and until when.
CREATE TABLE proposal (seq INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, record TEXT NOT NULL) STRICT;
`;
