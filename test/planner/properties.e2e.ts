import { jest } from '@jest/globals';

jest.setTimeout(600_000);

// The properties of these, ten times as often.
await import('./cost/cash-flow-properties.test.js');
await import('./cost/today.test.js');
await import('./handoff/estate-new.test.js');
await import('./inventory/formats/fates.test.js');
await import('./inventory/packed.test.js');
await import('./inventory/source/records.test.js');
await import('./journal/line.test.js');
await import('./partners/flows.test.js');
await import('./report/cutover/audit.test.js');
await import('./report/files.test.js');
await import('./report/partners/notice.test.js');
await import('./tui/cutover/frame.test.js');
await import('./tui/moving.test.js');
await import('./tui/program.test.js');
await import('./waves/properties.test.js');
