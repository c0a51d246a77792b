// A specification that FluxOS takes, for tests to change.
import type { AppComponent, AppSpecification } from '../../../../shared/fluxos/specification';

export const component: AppComponent = {
  name: 'web', description: 'The site', repotag: 'library/nginx:1.27', ports: [31_000], domains: [''], environmentParameters: ['MODE=live'], commands: [], containerPorts: [80],
  containerData: '/tmp', cpu: 0.5, ram: 500, hdd: 5, repoauth: '',
};
export const spec: AppSpecification = {
  version: 8, name: 'myshop', description: 'A little shop', owner: '1CbErtneaX2QVyUfwU7JGB7VzvPgrgc3uC', compose: [component], instances: 3, contacts: [], geolocation: [], expire: 88_000, nodes: [], staticip: false, enterprise: '',
};
