import { describe, expect, it } from '@jest/globals';
import { judge } from '../../../planner/cutover/judge.js';
import { replay } from '../../../planner/cutover/fold.js';
import { nothingSeen } from '../../../planner/cutover/observation.js';
import { Play, smallEstate } from '../../support/cutover.js';

describe('the gate window', () => {
  it.each([
    ['2027-03-02T12:00:00Z', 'open until 2027-03-02 23:00 UTC'],
    ['2027-03-02T23:30:00Z', 'opens 2027-03-03 09:00 UTC'],
  ])('at %s says its times as people write them', async (now, why) => {
    const window = 'window: { days: [mon, tue, wed, thu, fri, sat, sun], from: "09:00", to: "23:00", zone: UTC }';
    const play = new Play(smallEstate({ policy: [window] }));
    await play.begin();
    const state = replay(play.lines);
    if (state === undefined) throw new Error('no run');
    expect(judge('window', state, nothingSeen, Date.parse(now))).toMatchObject([{ gate: 'window', why }]);
  });
});
