// Entry of the process that speaks to a BOINC client of this computer: no key, no database, one connection to loopback while somebody looks.
import { runUnderApp } from '../../process/utility-process';
import { serveBoinc } from './service';

runUnderApp((parent) => serveBoinc({ post: (message) => parent.postMessage(message), onMessage: (listener) => parent.on('message', ({ data }) => listener(data)) }));
