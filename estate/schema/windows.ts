import { checked, listOf, object, required } from '../shape.js';
import { oneOf, timeOfDay, timeZone } from '../words.js';

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** Hours in which something may be changed. `to` before `from` is on the next day. */
export interface ChangeWindow {
  readonly days: readonly Weekday[];
  readonly from: string;
  readonly to: string;
  /** IANA name. */
  readonly zone: string;
}

export const changeWindow = checked(
  object('window', {
    days: required(
      listOf(oneOf('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'), { min: 1, unique: true }),
      'weekdays on which it opens',
    ),
    from: required(timeOfDay, 'when it opens, "09:00"'),
    to: required(timeOfDay, 'when it closes; before `from` is on the next day'),
    zone: required(timeZone, 'time zone, America/Denver'),
  }),
  ({ from, to }, problem) => {
    if (from === to) problem(['to'], 'the window never opens', 'write another time than from', 'conflict');
  },
);
