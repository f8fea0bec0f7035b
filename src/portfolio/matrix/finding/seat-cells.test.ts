import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { randomFor } from '../../../demo/random.ts';
import { mergeSeats, type SeatCell } from './seat-cells.ts';

const cell = (seatsFrom: number, seatsTo: number, allFrom = 0, allTo = 300): SeatCell => ({ seatsFrom, seatsTo, allFrom, allTo });

describe('mergeSeats', () => {
  const cases: readonly [says: string, given: readonly SeatCell[], expected: readonly SeatCell[]][] = [
    ['one cell stays', [cell(1, 9)], [cell(1, 9)]],
    ['the same cell twice is one', [cell(1, 9), cell(1, 9)], [cell(1, 9)]],
    ['bands that touch are one', [cell(10, 25), cell(1, 9)], [cell(1, 25)]],
    ['with a number between them they are two', [cell(11, 25), cell(1, 9)], [cell(1, 9), cell(11, 25)]],
    ['what two targets ask for overlaps', [cell(1, 20), cell(5, 9), cell(15, 30)], [cell(1, 30)]],
    ['the same seats in bands of all seats that touch are one', [cell(1, 9), cell(1, 9, 301, 500)], [cell(1, 9, 0, 500)]],
    ['other seats there are two', [cell(1, 9), cell(1, 10, 301, 500)], [cell(1, 9), cell(1, 10, 301, 500)]],
  ];
  for (const [says, given, expected] of cases) test(says, () => assert.deepEqual(mergeSeats(given), expected));

  test('holds the same seats, each once, whatever is given', () => {
    const random = randomFor(3, 'seat cells');
    for (let round = 0; round < 300; round += 1) {
      const given = Array.from({ length: random.whole(1, 12) }, () => {
        const seatsFrom = random.whole(0, 12);
        const all = random.whole(0, 3);
        return cell(seatsFrom, seatsFrom + random.whole(0, 4), all * 5, all * 5 + 4);
      });
      const timesIn = (cells: readonly SeatCell[], seats: number, ofAll: number) =>
        cells.filter((each) => each.seatsFrom <= seats && seats <= each.seatsTo && each.allFrom <= ofAll && ofAll <= each.allTo).length;
      const made = mergeSeats(given);
      for (let seats = 0; seats < 20; seats += 1)
        for (let ofAll = 0; ofAll < 20; ofAll += 1)
          assert.equal(timesIn(made, seats, ofAll), Math.min(1, timesIn(given, seats, ofAll)), JSON.stringify(given));
    }
  });
});
