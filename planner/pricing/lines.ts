// What things cost, as lines of a price: plain quantities and a price book in, quotes and gaps out.
export * from './lines/compute.js';
export * from './lines/data-stores.js';
export * from './lines/network.js';
export * from './lines/operations.js';
export { gap, line, noPrice, quote, rateLine, sumPrices, tierLines } from './quotes.js';
