// English words for errors of useful work.

export const workErrors = {
  'pouw/not-installed': { what: 'The package for useful work is not here', coins: 'Your coins are where they were.', todo: 'Install it beside Fluxkeep, or use fluxkeep-node on another computer.' },
  'pouw/no-sandbox': { what: 'No locked sandbox could be made for a job', coins: 'No job ran, and your coins are where they were.', todo: 'Start Fluxkeep with the sandbox of the system on. On the practice network it works without.' },
  'pouw/unreachable': { what: 'The coordinator cannot be reached', coins: 'What was done is kept on this computer.', todo: 'It is asked again by itself.' },
  'pouw/excluded': { what: 'This coordinator gives this computer no more work', coins: 'Your coins are where they were.', todo: 'It gave wrong results three times. Check temperature and memory of the computer.' },
  'pouw/clock-off': { what: 'The clock of this computer is more than two minutes off', coins: 'What was done is kept on this computer.', todo: 'Set the clock; it goes on by itself.' },
  'pouw/quarantined': { what: 'This module failed here three times', coins: 'Your coins are where they were.', todo: 'Its jobs are left to others.' },
  'pouw/unlisted': { what: 'A coordinator sent a module that did not come with Fluxkeep', coins: 'It was not run. Your coins are where they were.', todo: 'Allow modules by others only if you trust that coordinator.' },
  'pouw/no-model': { what: 'That training run is not finished, or its network is gone', coins: 'Nothing was published.', todo: 'Choose another network, or wait until it is finished.' },
  'pouw/not-started': { what: 'The worker has not started yet', coins: 'Nothing was signed.', todo: 'Wait a moment, then try again.' },
  'boinc/refused': { what: 'BOINC does not do that', coins: 'BOINC goes on as before. Your coins are where they were.', todo: 'See what it said in the details.' },
  'boinc/closed': { what: 'BOINC closed the connection', coins: 'Whether it did what it was told is not known. Your coins are where they were.', todo: 'It is connected anew by itself; look at its state, then try again.' },
  'boinc/not-found': { what: 'BOINC does not answer', coins: 'Nothing was told to it. Your coins are where they were.', todo: 'Start BOINC, then try again.' },
  'boinc/no-password': { what: "BOINC's password cannot be had", coins: 'Nothing was told to it. Your coins are where they were.', todo: 'Look again: the card says what to do.' },
  'boinc/bad-answer': { what: 'What answers does not speak like BOINC', coins: 'It is not used. Your coins are where they were.', todo: 'Another program may use the port of BOINC, or BOINC is of an unusual version. Start BOINC anew, then look again.' },
  'boinc/not-watched': { what: 'BOINC is not connected', coins: 'Nothing was told to it.', todo: 'Connect to BOINC first.' },
} as const;

export const workAreas = {
  pouw: { what: 'Useful work did not go on here', coins: 'Your coins are where they were.', todo: 'Other jobs go on. If it stays so, pause and go on.' },
  boinc: { what: 'That did not work with BOINC', coins: 'Your coins are where they were.', todo: 'Look again in a moment.' },
  blob: { what: 'What this needs or made is not there', coins: 'Your coins are where they were.', todo: 'Try again in a moment.' },
  journal: { what: 'The record of useful work cannot be written', coins: 'Your coins are where they were.', todo: 'Free some space, then switch it off and on.' },
} as const;
