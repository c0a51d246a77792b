// Schema 6: messages about apps of the Flux cloud. A message's row is the only memory of what has to be paid within the hour.

export const cloud = `
-- record is JSON. hash names the message on the network and in its payment.
CREATE TABLE cloud_message (
  seq INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, record TEXT NOT NULL
) STRICT;
`;
