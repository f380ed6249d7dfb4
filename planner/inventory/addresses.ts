import { isIP } from 'node:net';
import { listOf } from './words.js';

/** Dotted quads are checked by hand: there may be a million, and each costs a regular expression otherwise. */
function isDottedQuad(text: string): boolean {
  let dots = 0;
  // The number so far; -1 before its first digit.
  let number = -1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 46) {
      if (number < 0) return false;
      dots += 1;
      number = -1;
      continue;
    }
    // A zero in front would be octal.
    if (code < 48 || code > 57 || number === 0) return false;
    number = Math.max(number, 0) * 10 + (code - 48);
    if (number > 255) return false;
  }
  return dots === 3 && number >= 0;
}

/** Addresses of a cell: `10.0.0.1`, `[10.0.0.1,fe80::1];[10.0.0.2];`, `10.0.0.1/24; 10.0.0.2`. What is no address is left out, and so is `0.0.0.0`. */
export function addressesOf(text: string): readonly string[] {
  if (isDottedQuad(text)) return text === '0.0.0.0' ? [] : [text];
  const found = listOf(text, /[\s,;|[\](){}]+/)
    .map((item) =>
      item
        .replace(/\/\d+$/, '')
        .replace(/%.*$/, '')
        .toLowerCase(),
    )
    .filter((item) => isIP(item) !== 0 && item !== '0.0.0.0' && item !== '::');
  return [...new Set(found)];
}

/**
 * Addresses that many machines have, which therefore identify none: loopback, link-local, multicast, the bridges of Docker and libvirt,
 * and what a failed DHCP leaves behind.
 */
export const identifiesNothing = (address: string): boolean =>
  /^(?:127\.|169\.254\.|0\.|2(?:2[4-9]|[345]\d)\.|172\.(?:1[7-9]|2\d|3[01])\.0\.1$|192\.168\.122\.1$|10\.88\.0\.1$|10\.0\.2\.15$|fe[89ab][0-9a-f]:|::1$|ff)/.test(
    address,
  );
