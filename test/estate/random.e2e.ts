// The same properties, ten times as often.
await import('./random.test.js');
