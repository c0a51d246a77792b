// Control paths of the node hosts.
import { nodeHostAddressSchema, nodeHostNameSchema, nodeHostRequestSchema } from '../../../shared/practice/node-hosts';
import type { NodeHosts } from '../flux/hosts/hosts';
import { json, notFound, type ServiceReply } from './server';

/** /control/nodes and below, by any method. @throws ZodError, AppError `practice/no-host`, `practice/bad-flux-id`, `wif/...` */
export function nodesControl(method: string, path: string, input: unknown, hosts: NodeHosts): ServiceReply {
  switch (`${method} ${path}`) {
    case 'GET /control/nodes': break;
    case 'POST /control/nodes': hosts.add(nodeHostRequestSchema.parse(input)); break;
    case 'DELETE /control/nodes': hosts.remove(nodeHostNameSchema.parse(input).collateral); break;
    case 'POST /control/nodes/stop': hosts.setRunning(nodeHostNameSchema.parse(input).collateral, false); break;
    case 'POST /control/nodes/start': hosts.setRunning(nodeHostNameSchema.parse(input).collateral, true); break;
    case 'POST /control/nodes/address': {
      const { collateral, ip } = nodeHostAddressSchema.parse(input);
      hosts.setAddress(collateral, ip);
      break;
    }
    default: return notFound();
  }
  return json(hosts.state());
}
