// What a FluxNode's server is told, in the forms that its installers take. Names in it are theirs and are not translated.

/** The settings of one server; `identityKey` as WIF, or as what stands in its place while it is hidden. */
export interface ServerSettings {
  readonly fluxId: string;
  readonly identityKey: string;
  readonly txid: string;
  readonly vout: number;
}

export const FORMS = ['arcane', 'classic', 'conf'] as const;
export type Form = (typeof FORMS)[number];

/** One line a setting, in the order in which the form asks for it. */
export function settingLines(form: Form, { fluxId, identityKey, txid, vout }: ServerSettings): { name: string; value: string }[] {
  const index = String(vout);
  switch (form) {
    case 'arcane':
      return [{ name: 'zelid', value: fluxId }, { name: 'identity key', value: identityKey }, { name: 'collateral txid', value: txid }, { name: 'collateral index', value: index }];
    case 'classic':
      return [{ name: 'Flux ID (ZelID)', value: fluxId }, { name: 'Identity key (zelnodeprivkey)', value: identityKey }, { name: 'Collateral txid (zelnodeoutpoint)', value: txid }, { name: 'Output index (zelnodeindex)', value: index }];
    case 'conf':
      return [{ name: 'zelnode', value: '1' }, { name: 'zelnodeprivkey', value: identityKey }, { name: 'zelnodeoutpoint', value: txid }, { name: 'zelnodeindex', value: index }, { name: 'externalip', value: '' }];
  }
}

/** The whole form as text to paste. */
export function settingsText(form: Form, settings: ServerSettings): string {
  const between = form === 'conf' ? '=' : ': ';
  return settingLines(form, settings).map(({ name, value }) => `${name}${between}${value}`).join('\n');
}
