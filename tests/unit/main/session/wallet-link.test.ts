// The link to the wallet process: a contact that is saved while the wallet opens is known to it once it has opened.
import { WalletLink, type WalletLinkDeps } from '../../../../main/session/wallet-link';
import { AppError } from '../../../../shared/errors/app-error';

const contact = { id: '1', name: 'The shop', chain: 'flux', address: 'tmShop', note: '', createdAt: 1 };

/** A signer with contacts, and a wallet process that opens when it is told to. */
function world() {
  const saved: (typeof contact)[] = [];
  const heard: unknown[] = [];
  const logged: string[] = [];
  let open: () => void = () => undefined;
  const opening = new Promise<void>((resolve) => (open = resolve));
  let isOpen = false;
  const deps = {
    session: () => ({ whenOpen: () => opening }),
    signer: () => ({ 'signer.contacts': () => Promise.resolve([...saved]) }),
    wallet: () => ({
      'wallet.contacts': ({ contacts }: { contacts: unknown[] }) => {
        if (!isOpen) return Promise.reject(new AppError('wallet/not-open', 'no wallet is open'));
        heard.push(...contacts);
        return Promise.resolve();
      },
    }),
    log: (line: string) => void logged.push(line),
  };
  const finish = () => {
    isOpen = true;
    open();
  };
  return { link: new WalletLink(deps as unknown as WalletLinkDeps), saved, heard, logged, finish };
}

it('hands over contacts once the wallet is open', async () => {
  const { link, saved, heard, finish } = world();
  saved.push(contact);
  const told = link.contacts();
  expect(heard).toEqual([]);
  finish();
  await told;
  expect(heard).toEqual([{ chain: 'flux', address: 'tmShop', name: 'The shop' }]);
});

it('takes a wallet process that cannot be told for a line in the log, not for a contact that was not saved', async () => {
  const { link, saved, logged, finish } = world();
  saved.push(contact);
  finish();
  const broken = new WalletLink({ ...(link as unknown as { deps: WalletLinkDeps }).deps, wallet: () => { throw new AppError('process/gone', 'the wallet process stopped'); } });
  await broken.contacts();
  expect(logged).toEqual(['wallet link: process/gone']);
});
