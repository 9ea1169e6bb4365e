import { describe, expect, test } from 'vitest';
import { judgeClock, judgeNetwork, type Testimony } from '../../src/doctor/network.ts';
import { answer, noAnswer } from '../support/artifacts.ts';

const now = Date.UTC(2026, 10, 23, 3, 0, 0);

function said(date: string, url = 'https://one.example/'): Testimony {
  return { url, answer: answer({ headers: [['date', date]] }), askedAt: now };
}

function silent(url = 'https://two.example/'): Testimony {
  return { url, answer: noAnswer('timed-out'), askedAt: now };
}

function at(skewMs: number): string {
  return new Date(now - skewMs).toUTCString();
}

describe('the network', () => {
  test('is well when every witness answers', () => {
    expect(judgeNetwork([said(at(0)), said(at(0))])).toMatchObject({ status: 'ok' });
  });

  test('is up when one witness answers: the silent one has trouble of its own', () => {
    const diagnosis = judgeNetwork([said(at(0)), silent()]);
    expect(diagnosis).toMatchObject({ status: 'warning' });
    expect(diagnosis.detail).toContain('two.example: timed-out');
    expect(diagnosis.remedy).toContain('the agent is online');
  });

  test('is down when no witness answers, and there is something to do', () => {
    expect(judgeNetwork([silent(), silent()])).toMatchObject({
      status: 'failed',
      remedy: expect.stringContaining('uplink'),
    });
  });
});

describe('the clock', () => {
  test.each([
    [0, 'ok'],
    [1400, 'ok'],
    [-1900, 'ok'],
    [5000, 'warning'],
    [-5000, 'warning'],
    [120_000, 'failed'],
    [-120_000, 'failed'],
  ])('that is %i ms ahead is %s', (skew, status) => {
    expect(judgeClock([said(at(skew))]).status).toBe(status);
  });

  test('says in which direction it is wrong', () => {
    expect(judgeClock([said(at(120_000))]).detail).toMatch(/^2 min ahead of/);
    expect(judgeClock([said(at(-120_000))]).detail).toMatch(/^2 min behind/);
  });

  test('is not accused by one wrong witness', () => {
    expect(judgeClock([said(at(3_600_000)), said(at(0))]).status).toBe('ok');
  });

  test.each(['', 'yesterday', '0'])(
    'that no witness tells anything of is not judged: %s',
    (date) => {
      expect(judgeClock([said(date), silent()]).status).not.toBe('ok');
    },
  );
});
