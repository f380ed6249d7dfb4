import type { Listing } from '../model/listing.js';

const chunkLength = 64 * 1024;

/** Joins small pieces into chunks worth a write call; a document of any size is never one string. */
export function* inChunks(pieces: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

/** `"name": [ … ]`, one entry a line, without a newline at the end. */
export function* jsonList<T>(
  name: string,
  entries: Listing<T>,
  entry: (value: T) => unknown,
  indent: string,
): Generator<string> {
  if (entries.length === 0) {
    yield `${indent}"${name}": []`;
    return;
  }
  yield `${indent}"${name}": [`;
  let separator = '\n';
  for (const value of entries) {
    yield `${separator}${indent}  ${JSON.stringify(entry(value))}`;
    separator = ',\n';
  }
  yield `\n${indent}]`;
}
