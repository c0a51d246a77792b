// The practice cloud's controls below /control/cloud: switches, apps, messages that wait.
import { cloudSwitchSchema } from '../../../shared/practice/cloud-control';
import type { FluxCloud } from '../cloud/cloud';
import { json, notFound, type ServiceReply } from './server';

/** By any method. @throws ZodError */
export function cloudControl(method: string, path: string, input: unknown, cloud: FluxCloud): ServiceReply {
  if (path !== '/control/cloud') return notFound();
  if (method === 'POST') cloud.switches.set(cloudSwitchSchema.parse(input));
  return json(cloud.status());
}
