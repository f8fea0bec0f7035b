import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readWireDate } from './wire-dates.ts';

const DATES: readonly [text: string, at: string | null, isDay?: boolean][] = [
  ['2026-10-23', '2026-10-23T00:00:00.000Z', true],
  ['2024-02-29', '2024-02-29T00:00:00.000Z', true],
  ['2026-02-29', null],
  ['2026-04-31', null],
  ['2026-13-01', null],
  ['2026-00-10', null],
  ['2026-10-00', null],
  // The Java SDK writes the day of the year as third part.
  ['2026-10-296', '2026-10-23T00:00:00.000Z', true],
  ['2017-06-152', '2017-06-01T00:00:00.000Z', true],
  ['2026-02-32', '2026-02-01T00:00:00.000Z', true],
  ['2026-12-365', '2026-12-31T00:00:00.000Z', true],
  ['2026-12-366', null],
  ['2024-12-366', '2024-12-31T00:00:00.000Z', true],
  ['2024-12-367', null],
  // .NET's invariant culture.
  ['10/23/2026 05:53:14', '2026-10-23T05:53:14.000Z', false],
  ['06/01/2017 00:00:00', '2017-06-01T00:00:00.000Z', false],
  ['6/1/2017', '2017-06-01T00:00:00.000Z', true],
  ['6/1/2017 12:30:00 AM', '2017-06-01T00:30:00.000Z', false],
  ['6/1/2017 12:30:00 PM', '2017-06-01T12:30:00.000Z', false],
  ['02/30/2026 00:00:00', null],
  ['13/01/2026', null],
  ['10/23/2026 24:00:00', null],
  ['10/23/2026 05:60:00', null],
  // Instants.
  ['2026-10-23T05:53:14Z', '2026-10-23T05:53:14.000Z', false],
  ['2026-10-23T05:53:14', '2026-10-23T05:53:14.000Z', false],
  ['2026-10-23T05:53:14.1234567Z', '2026-10-23T05:53:14.123Z', false],
  ['2026-10-23T05:53:14+08:00', '2026-10-22T21:53:14.000Z', false],
  ['2026-10-23T05:53:14-0230', '2026-10-23T08:23:14.000Z', false],
  ['2026-10-23T05:53', '2026-10-23T05:53:00.000Z', false],
  ['2026-02-30T00:00:00Z', null],
  ['2026-10-23T25:00:00Z', null],
  ['', null],
  ['yesterday', null],
  ['20261023', null],
  ['0000-01-01', null],
];

for (const [text, at, isDay] of DATES) {
  test(`the date "${text}" is ${at ?? 'refused'}`, () => {
    const read = readWireDate(text);
    assert.deepEqual(read === null ? null : [read.at.toISOString(), read.isDay], at === null ? null : [at, isDay]);
  });
}
