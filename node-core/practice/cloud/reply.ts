// FluxOS's envelope: {status, data}, errors and warnings with HTTP 200 too.
import { AppError } from '../../../shared/errors/app-error';
import { json, type ServiceReply } from '../http/server';

/** What a node refuses; `errorName` and `errorCode` stand beside the words. */
export class CloudRefusal extends AppError {
  constructor(message: string, readonly errorName = 'Error', readonly errorCode: number | undefined = undefined) {
    super('fluxos/refused', message);
  }
}

export const unauthorized = (): CloudRefusal => new CloudRefusal('Unauthorized. Access denied.', 'Unauthorized', 401);
export const success = (data: unknown): ServiceReply => json({ status: 'success', data });
export const warning = (message: string): ServiceReply => json({ status: 'warning', data: { code: undefined, name: undefined, message } });
export const refused = ({ message, errorName, errorCode }: CloudRefusal): ServiceReply => json({ status: 'error', data: { code: errorCode, name: errorName, message } });
