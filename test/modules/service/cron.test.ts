import { describe, expect, it } from '@jest/globals';
import { schedulerCron } from '../../../modules/service/index.js';

describe('five cron fields become the six of EventBridge', () => {
  it.each([
    ['0 3 * * *', 'cron(0 3 * * ? *)'],
    ['*/15 * * * *', 'cron(0,15,30,45 * * * ? *)'],
    ['*/1 * * * *', 'cron(* * * * ? *)'],
    ['10/20 * * * *', 'cron(10,30,50 * * * ? *)'],
    ['5,35 8-17 * * *', 'cron(5,35 8-17 * * ? *)'],
    ['0 0 1 * *', 'cron(0 0 1 * ? *)'],
    ['0 0 */10 * *', 'cron(0 0 1,11,21,31 * ? *)'],
    ['0 6 1-7 1,4,7,10 *', 'cron(0 6 1-7 1,4,7,10 ? *)'],
    ['0 3 * * 0', 'cron(0 3 ? * SUN *)'],
    ['0 3 * * 7', 'cron(0 3 ? * SUN *)'],
    ['0 3 * * 1-5', 'cron(0 3 ? * MON,TUE,WED,THU,FRI *)'],
    ['0 3 * * 5-7', 'cron(0 3 ? * SUN,FRI,SAT *)'],
    ['0 3 * * */2', 'cron(0 3 ? * SUN,TUE,THU,SAT *)'],
    [' 0  3 * * * ', 'cron(0 3 * * ? *)'],
  ])('%s -> %s', (cron, expected) => {
    expect(schedulerCron(cron)).toBe(expected);
  });

  it.each([
    ['0 3 * *', 'has 4 fields'],
    ['60 3 * * *', 'minute "60"; write numbers from 0 to 59'],
    ['0 3 0 * *', 'day of month "0"'],
    ['0 3 * 13 *', 'month "13"'],
    ['0 3 * * 8', 'weekday "8"'],
    ['0 5-3 * * *', 'the smaller first'],
    ['*/0 * * * *', 'minute "*/0"'],
    ['0 3 * * MON', 'weekday "MON"; write numbers, ranges'],
    ['@daily', 'has 1 fields'],
    ['0 3 1 * 1', 'cron means either, which EventBridge cannot say'],
    ['0 3 */2 * 1', 'cron means either'],
  ])('%s is refused: %s', (cron, message) => {
    expect(() => schedulerCron(cron)).toThrow(message);
  });
});
