// Which addresses a server may have: https anywhere, plain http on this computer alone, and never a name or password in it.

const LONGEST = 300;

export function isEndpointUrl(text: string): boolean {
  if (text.length > LONGEST) return false;
  try {
    const url = new URL(text);
    const local = url.hostname === '127.0.0.1' || url.hostname === 'localhost' || url.hostname === '[::1]';
    return (url.protocol === 'https:' || (url.protocol === 'http:' && local)) && url.username === '' && url.password === '';
  } catch {
    return false;
  }
}
