import { everyStack } from '../every-stack.js';

everyStack('prod');
