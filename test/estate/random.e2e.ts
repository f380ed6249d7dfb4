// The same properties, ten times as often.
import './random.test.js';
