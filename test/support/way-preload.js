// Preloaded into a program under test (NODE_OPTIONS=--import=…), where it walks through months and over the internet:
// WAY_AHEAD=MILLISECONDS   its clock is so much ahead of this machine's;
// WAY_ROUTES=FILE          JSON, port on loopback by `address:port`: where connections to these go.
import { readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import process from 'node:process';

const { WAY_AHEAD = '0', WAY_ROUTES } = process.env;
const ahead = Number(WAY_AHEAD);

const Real = Date;
globalThis.Date = class Date extends Real {
  constructor(...given) {
    super(...(given.length === 0 ? [Real.now() + ahead] : given));
  }

  static now() {
    return Real.now() + ahead;
  }
};

const routes = WAY_ROUTES === undefined ? {} : JSON.parse(readFileSync(WAY_ROUTES, 'utf8'));
const connect = Reflect.get(Socket.prototype, 'connect');

Socket.prototype.connect = function (...given) {
  // net.connect hands its arguments on as a list in a list.
  const [options] = Array.isArray(given[0]) ? given[0] : given;
  const port = routes[`${options?.host}:${options?.port}`];
  if (port !== undefined) Object.assign(options, { host: '127.0.0.1', port });
  return Reflect.apply(connect, this, given);
};
