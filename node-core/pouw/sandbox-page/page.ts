// The sandbox's page: starts the worker from its source, which stands in the page because nothing can be fetched, and hands it the port.
// WebAssembly runs in the worker, so that this page's thread stays free and the process can be ended in order.

const start = (source: string): Worker => new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
const usual = start(document.getElementById('worker')?.textContent ?? '');
// The title is the one word that main hears from here without a channel.
usual.addEventListener('message', () => { document.title = 'ready'; }, { once: true });

window.addEventListener('message', ({ source: from, ports, data }) => {
  const [port] = ports;
  if (from !== window || !port) return;
  // Another script comes with the port where the job is not a module; the usual worker did nothing yet.
  const other: unknown = data;
  if (typeof other === 'string' && other !== '') usual.terminate();
  (typeof other === 'string' && other !== '' ? start(other) : usual).postMessage('port', [port]);
}, { once: true });
