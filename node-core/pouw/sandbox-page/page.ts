// The sandbox's page: starts the worker from its source, which stands in the page because nothing can be fetched, and hands it the port.
// WebAssembly runs in the worker, so that this page's thread stays free and the process can be ended in order.

const source = document.getElementById('worker')?.textContent ?? '';
const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
// The title is the one word that main hears from here without a channel.
worker.addEventListener('message', () => { document.title = 'ready'; }, { once: true });

window.addEventListener('message', ({ source: from, ports }) => {
  const [port] = ports;
  if (from === window && port) worker.postMessage('port', [port]);
}, { once: true });
