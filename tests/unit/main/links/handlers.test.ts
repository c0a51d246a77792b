// Registration with the system: asked for by the person, said as the system has it.
import { LinkHandlers, type SystemHandlers } from '../../../../main/links/handlers';

function system(takes = true): SystemHandlers & { readonly commands: string[][] } {
  const registered = new Set<string>();
  const commands: string[][] = [];
  return {
    commands,
    isDefaultProtocolClient: (scheme) => registered.has(scheme),
    setAsDefaultProtocolClient: (scheme, path = '', args = []) => {
      commands.push([scheme, path, ...args]);
      if (takes) registered.add(scheme);
      return takes;
    },
    removeAsDefaultProtocolClient: (scheme) => registered.delete(scheme),
  };
}

test('nothing is registered until it is asked for, and each scheme by itself', () => {
  const one = system();
  const handlers = new LinkHandlers(one, { execPath: '/opt/fluxkeep', argv: ['/opt/fluxkeep'] });
  expect(handlers.state()).toEqual({ flux: false, fluxkeep: false, zel: false });
  expect(handlers.set('fluxkeep', true)).toEqual({ flux: false, fluxkeep: true, zel: false });
  expect(handlers.set('zel', true)).toEqual({ flux: false, fluxkeep: true, zel: true });
  expect(handlers.set('fluxkeep', false)).toEqual({ flux: false, fluxkeep: false, zel: true });
  // After `--` nothing in a link is a switch.
  expect(one.commands).toEqual([['fluxkeep', '/opt/fluxkeep', '--'], ['zel', '/opt/fluxkeep', '--']]);
});
test('a development start names its folder', () => {
  const one = system();
  new LinkHandlers(one, { execPath: '/x/electron', argv: ['/x/electron', '/work/app'], defaultApp: true }).set('flux', true);
  expect(one.commands).toEqual([['flux', '/x/electron', '/work/app', '--']]);
});
test('a system that does not take it is said', () => {
  const handlers = new LinkHandlers(system(false), { execPath: 'x', argv: [] });
  expect(() => handlers.set('zel', true)).toThrow(expect.objectContaining({ code: 'links/not-registered', context: { scheme: 'zel' } }));
});
