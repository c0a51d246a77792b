// JSON from a stranger's server, bounded in time and size; redirects are not followed, they could lead anywhere.
import { AppError } from '../../shared/errors/app-error';

const MOST_BYTES = 16 * 1024 * 1024;
const MOST_MS = 30_000;

/** @throws AppError `source/unreachable`, `source/too-large`, `source/not-json` */
export async function fetchJson(url: string): Promise<unknown> {
  let text = '';
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(MOST_MS), headers: { accept: 'application/json' } });
    if (!response.ok || response.body === null) throw new AppError('source/unreachable', 'the source answers with an error', { context: { status: response.status } });
    const decoder = new TextDecoder();
    let bytes = 0;
    const reader = response.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      bytes += part.value.length;
      if (bytes > MOST_BYTES) {
        await reader.cancel();
        throw new AppError('source/too-large', 'the source sends more than a list can be');
      }
      text += decoder.decode(part.value, { stream: true });
    }
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw new AppError('source/unreachable', 'the source cannot be reached', { cause: thrown });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('source/not-json', 'the source does not answer with JSON', { cause });
  }
}
