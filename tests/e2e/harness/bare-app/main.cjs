// The smallest Electron app with one window: what the benches compare start-up and memory with.
const { app, BrowserWindow } = require('electron');

void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 860, show: false, webPreferences: { sandbox: true, contextIsolation: true } });
  window.once('ready-to-show', () => {
    window.show();
    console.log('ready');
  });
  void window.loadURL('data:text/html,<title>bare</title><input autofocus>');
});
app.on('window-all-closed', () => app.quit());
