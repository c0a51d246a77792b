// Passwords and parts of passwords that guessers try first; the lists are short because length decides, not the list.

/** Whole passwords at the top of every published list, lower case. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  (
    'password passw0rd p@ssword 123456 12345678 123456789 1234567890 qwerty qwertyuiop azerty asdfgh asdfghjkl zxcvbnm abc123 iloveyou letmein welcome ' +
    'admin administrator root login master monkey dragon football baseball basketball superman batman trustno1 shadow sunshine princess michael jordan ' +
    'jennifer hunter ranger buster soccer hockey killer george charlie andrew thomas summer winter spring autumn hello freedom whatever computer internet ' +
    'samsung google facebook starwars pokemon secret default changeme access flower cheese cookie banana orange purple chocolate matrix mustang corvette ' +
    'ferrari mercedes bitcoin ethereum satoshi crypto wallet hodl tothemoon lambo fluxkeep runonflux zelcore zelcash blockchain password1 qwerty123 1q2w3e4r'
  ).split(' '),
);

/** Rows of keyboards and the alphabets that people walk along. */
export const WALKS: readonly string[] = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiop', 'azertyuiop', '1q2w3e4r5t6z7u8i9o0p', '1q2w3e4r5t6y7u8i9o0p', '1qaz2wsx3edc4rfv'];
