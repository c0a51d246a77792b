// Schema 5: texts that were signed, and for whom. Kept before a signature leaves the wallet.

export const signedTexts = `
-- host and url are null where the signature was shown to the person alone. state: shown, sending, delivered, failed.
CREATE TABLE signed_text (
  seq INTEGER PRIMARY KEY, text TEXT NOT NULL, address TEXT NOT NULL, scheme TEXT NOT NULL, host TEXT, url TEXT, state TEXT NOT NULL, said TEXT NOT NULL, at INTEGER NOT NULL
) STRICT;
`;
