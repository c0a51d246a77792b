// The vote service's controls below /control/xdao: switches, a stranger's proposal, and a look at everything now.
import { xdaoProposeSchema, xdaoSwitchSchema } from '../../../shared/practice/xdao-control';
import type { XdaoService } from '../xdao/service';
import { json, notFound, type ServiceReply } from './server';

/** /control/xdao and below, by any method. @throws ZodError */
export function xdaoControl(method: string, path: string, input: unknown, service: XdaoService): ServiceReply {
  switch (`${method} ${path}`) {
    case 'GET /control/xdao': break;
    case 'POST /control/xdao': service.switches.set(xdaoSwitchSchema.parse(input)); break;
    case 'POST /control/xdao/refresh': service.refresh(); break;
    case 'POST /control/xdao/propose': return json(service.propose({ ...xdaoProposeSchema.parse(input), grantValue: 0, grantAddress: '', nickName: '' }));
    default: return notFound();
  }
  return json(service.state());
}
