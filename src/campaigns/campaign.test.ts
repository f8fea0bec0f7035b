import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  CAMPAIGN_ACTIONS,
  CAMPAIGN_STATES,
  isAboutRows,
  nextStep,
  stateAfter,
  type CampaignAction,
  type CampaignState,
  type RowsOpen,
} from './campaign.ts';
import { mayRunAt, nextOpening, type Hours } from './hours.ts';
import { allowedNow, begunLately, nextAllowed } from './pace.ts';
import { isOnlyLater } from './rows/later-day.ts';

describe('what a person can do to a campaign', () => {
  // One line for each state; a dot where the action makes no sense there.
  const table: Readonly<Record<CampaignState, string>> = {
    //            rehearse    approve   run      pause   stop
    choosing: '   .           .         .        .       stopped',
    rehearsing: ' rehearsing  .         .        .       stopped',
    ready: '      rehearsing  approved  .        .       stopped',
    approved: '   rehearsing  approved  running  .       stopped',
    running: '    .           .         running  paused  stopped',
    paused: '     rehearsing  .         running  paused  stopped',
    stopped: '    .           .         .        .       stopped',
    done: '       rehearsing  .         .        .       .',
  };
  for (const state of CAMPAIGN_STATES)
    test(state, () => {
      const expected = table[state].trim().split(/\s+/);
      const others = CAMPAIGN_ACTIONS.filter((action) => !isAboutRows(action));
      assert.deepEqual(
        others.map((action) => stateAfter(state, action) ?? '.'),
        expected,
      );
      assert.equal(stateAfter(state, 'undo'), state);
      assert.equal(stateAfter(state, 'readmit'), stateAfter(state, 'rehearse'), 'who is taken in again is worked out');
      assert.equal(stateAfter(state, 'decide'), ['rehearsing', 'ready'].includes(state) ? 'rehearsing' : null, 'only before an approval');
      assert.equal(stateAfter(state, 'omit'), ['rehearsing', 'ready', 'approved', 'paused'].includes(state) ? state : null);
    });
  test('doing the same twice leaves everything as it is', () => {
    for (const state of CAMPAIGN_STATES)
      for (const action of CAMPAIGN_ACTIONS) {
        const after = stateAfter(state, action satisfies CampaignAction);
        if (after !== null) assert.equal(stateAfter(after, action), after, `${state} ${action}`);
      }
  });
});

describe('what comes next', () => {
  const none: RowsOpen = { waiting: false, inHand: false, undoing: false };
  const cases: readonly [name: string, state: CampaignState, isUndoing: boolean, open: Partial<RowsOpen>, step: string][] = [
    ['rows are to be chosen', 'choosing', false, {}, 'choose'],
    ['a row is to be worked out', 'rehearsing', false, { waiting: true }, 'rehearse'],
    ['others still work rows out', 'rehearsing', false, { inHand: true }, 'none'],
    ['all is worked out', 'rehearsing', false, {}, 'end_rehearsal'],
    ['nobody approved it yet', 'ready', false, { waiting: true }, 'none'],
    ['nobody started it yet', 'approved', false, { waiting: true }, 'none'],
    ['a row is to be carried out', 'running', false, { waiting: true, inHand: true }, 'run'],
    ['the last rows are being carried out', 'running', false, { inHand: true }, 'none'],
    ['all is carried out', 'running', false, {}, 'end_run'],
    ['it is paused', 'paused', false, { waiting: true }, 'none'],
    ['it is stopped', 'stopped', false, { waiting: true }, 'none'],
    ['taking back goes before carrying out', 'running', true, { waiting: true, undoing: true }, 'undo'],
    ['taking back goes on when everything else is over', 'done', true, { undoing: true }, 'undo'],
    ['the last ones are being taken back', 'done', true, { inHand: true }, 'none'],
    ['all is taken back', 'stopped', true, {}, 'end_undo'],
  ];
  for (const [name, state, isUndoing, open, step] of cases)
    test(name, () => assert.equal(nextStep({ state, isUndoing }, { ...none, ...open }), step));
});

describe('the hours in which rows may begin', () => {
  const at = (text: string) => new Date(`2026-06-11T${text}Z`);
  const day: Hours = { from: 9, until: 17, timeZone: 'UTC' };
  const night: Hours = { from: 22, until: 6, timeZone: 'UTC' };
  const taipei: Hours = { from: 22, until: 6, timeZone: 'Asia/Taipei' };
  const cases: readonly [name: string, hours: Hours | null, at: Date, may: boolean, next: string][] = [
    ['none', null, at('03:00:00'), true, '2026-06-11T03:00:00.000Z'],
    ['a second before', day, at('08:59:59'), false, '2026-06-11T09:00:00.000Z'],
    ['the first second', day, at('09:00:00'), true, '2026-06-11T09:00:00.000Z'],
    ['the last second', day, at('16:59:59'), true, '2026-06-11T16:59:59.000Z'],
    ['the end', day, at('17:00:00'), false, '2026-06-12T09:00:00.000Z'],
    ['a second before a night', night, at('21:59:59'), false, '2026-06-11T22:00:00.000Z'],
    ['the first second of a night', night, at('22:00:00'), true, '2026-06-11T22:00:00.000Z'],
    ['midnight', night, at('00:00:00'), true, '2026-06-11T00:00:00.000Z'],
    ['the last second of a night', night, at('05:59:59'), true, '2026-06-11T05:59:59.000Z'],
    ['the end of a night', night, at('06:00:00'), false, '2026-06-11T22:00:00.000Z'],
    ['a night elsewhere, before', taipei, at('13:59:59'), false, '2026-06-11T14:00:00.000Z'],
    ['a night elsewhere, begun', taipei, at('14:00:00'), true, '2026-06-11T14:00:00.000Z'],
    ['a night elsewhere, over', taipei, at('22:00:00'), false, '2026-06-12T14:00:00.000Z'],
    ['a zone with half an hour', { from: 9, until: 10, timeZone: 'Asia/Kolkata' }, at('03:29:59'), false, '2026-06-11T03:30:00.000Z'],
    ['up to midnight', { from: 18, until: 24, timeZone: 'UTC' }, at('23:59:59'), true, '2026-06-11T23:59:59.000Z'],
    ['from midnight', { from: 0, until: 6, timeZone: 'UTC' }, at('23:59:59'), false, '2026-06-12T00:00:00.000Z'],
    ['the whole day', { from: 0, until: 24, timeZone: 'UTC' }, at('12:00:00'), true, '2026-06-11T12:00:00.000Z'],
  ];
  for (const [name, hours, instant, may, next] of cases)
    test(name, () => {
      assert.equal(mayRunAt(hours, instant), may);
      assert.equal(nextOpening(hours, instant).toISOString(), next);
    });
  test('an hour that a changed clock leaves out is the next day’s', () => {
    // In Berlin the night of 2026-03-29 has no hour from two to three.
    const hours: Hours = { from: 2, until: 3, timeZone: 'Europe/Berlin' };
    assert.equal(nextOpening(hours, new Date('2026-03-29T00:30:00Z')).toISOString(), '2026-03-30T00:00:00.000Z');
  });
});

describe('rows in a minute', () => {
  const now = new Date('2026-06-11T09:01:00Z');
  const begun = (at: string, rows: number) => ({ at: `2026-06-11T09:${at}Z`, rows });
  const cases: readonly [
    name: string,
    perMinute: number | null,
    begun: readonly { at: string; rows: number }[],
    allowed: number,
    next: string,
  ][] = [
    ['no limit', null, [begun('00:30', 1000)], Infinity, '01:00'],
    ['nothing begun', 10, [], 10, '01:00'],
    ['some begun', 10, [begun('00:30', 4), begun('00:59', 5)], 1, '01:00'],
    ['as many as may', 10, [begun('00:20', 4), begun('00:59', 6)], 0, '01:20'],
    ['sixty seconds ago no longer counts', 10, [begun('00:00', 10)], 10, '01:00'],
    ['a moment less still counts', 10, [begun('00:00.001', 10)], 0, '01:00.001'],
    ['more than may, after the limit was lowered', 3, [begun('00:20', 4)], 0, '01:20'],
  ];
  for (const [name, perMinute, list, allowed, next] of cases)
    test(name, () => {
      assert.equal(allowedNow(perMinute, list, now), allowed);
      assert.equal(nextAllowed(perMinute, list, now).toISOString(), new Date(`2026-06-11T09:${next}Z`).toISOString());
    });
  test('only the last minute is remembered', () => {
    assert.deepEqual(begunLately([begun('00:00', 1), begun('00:01', 2)], now), [begun('00:01', 2)]);
  });
});

describe('a difference that follows from a later day alone', () => {
  const line = 'upgrade_purchase OFFER 2026-06-11 2026-07-11 10 1250 12500 USD';
  const cases: readonly [name: string, what: string, promised: string, now: string, isLater: boolean][] = [
    ['the term', 'targetTerm', '2026-06-11 2027-06-11', '2026-06-12 2027-06-12', true],
    ['the sum', 'total', '100', '90', true],
    ['other days of the same line', 'line 2', line, line.replace('06-11', '06-12').replace('12500', '12100'), true],
    ['another price', 'line 2', line, line.replace(' 1250 ', ' 1260 '), false],
    ['other seats', 'line 2', line, line.replace(' 10 ', ' 11 '), false],
    ['another currency', 'line 2', line, line.replace('USD', 'EUR'), false],
    ['a line that is gone', 'line 1', line, '', false],
    ['a line that came', 'line 3', '', line, false],
    ['the unit price', 'unitPrice', '1250 USD', '1260 USD', false],
    ['somebody else left behind', 'usersLeftBehind', '', 'kim missing_usage_location', false],
    ['other seats of the target', 'quantity', '10', '11', false],
  ];
  for (const [name, what, promised, now, isLater] of cases) test(name, () => assert.equal(isOnlyLater({ what, promised, now }), isLater));
});
