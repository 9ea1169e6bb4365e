import { describe, expect, it } from 'vitest';
import { evaluateAssertion } from '../../../src/analysis/assertion/evaluate.ts';
import type { Facts } from '../../../src/analysis/assertion/look.ts';
import { parseAssertion } from '../../../src/analysis/assertion/parse.ts';
import { facts } from './facts.ts';

/** Whether a condition holds for an answer. */
function holds(text: string, overrides: Partial<Facts> = {}): boolean {
  return judge(text, overrides).holds;
}

function judge(text: string, overrides: Partial<Facts> = {}) {
  const assertion = parseAssertion(text);
  if ('error' in assertion) throw new Error(`${text} ${assertion.error}`);
  return evaluateAssertion(assertion, facts(overrides));
}

const body = (text: string) => ({ body: text });
const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;

describe('subjects', () => {
  it.each<[condition: string, expected: boolean, overrides?: Partial<Facts>]>([
    ['[STATUS] == 200', true],
    ['[STATUS] != 200', false],
    ['[STATUS] < 300', true],
    ['[STATUS] < 200', false],
    ['[STATUS] <= 200', true],
    ['[STATUS] >= 201', false],
    ['[STATUS] > 199', true],
    ['[STATUS] == any(200, 429)', true],
    ['[STATUS] == any(200, 429)', true, { status: 429 }],
    ['[STATUS] == any(200, 429)', false, { status: 404 }],
    ['[STATUS] == pat(4*)', true, { status: 404 }],
    ['[STATUS] == pat(4*)', false],
    ['[RESPONSE_TIME] < 500', true],
    ['[RESPONSE_TIME] < 500', false, { responseTimeMs: 500 }],
    ['[RESPONSE_TIME] <= 500', true, { responseTimeMs: 500.4 }],
    ['[RESPONSE_TIME] < 1s', true],
    ['[RESPONSE_TIME] > 1s', false],
    ['[CONNECTED] == true', true],
    ['[CONNECTED] == false', false],
    ['[IP] == 203.0.113.7', true],
    ['[IP] == pat(203.0.113.*)', true],
    ['[IP] == any(127.0.0.1, ::1)', false],
    ['[IP] != 127.0.0.1', false, { ip: null }],
    ['[CERTIFICATE_EXPIRATION] > 48h', true],
    ['[CERTIFICATE_EXPIRATION] > 14d', true],
    ['[CERTIFICATE_EXPIRATION] > 20d', false],
    ['[CERTIFICATE_EXPIRATION] >= 20d', true],
    ['[CERTIFICATE_EXPIRATION] > 2419200000', false],
    ['[CERTIFICATE_EXPIRATION] > 0', false, { certificateExpiresInMs: -1 }],
    ['[CERTIFICATE_EXPIRATION] > 14d', false, { certificateExpiresInMs: null }],
    ['[HEADER].x-cache == HIT', true],
    ['[HEADER].X-Cache == hit', false],
    ['[HEADER]["x-cache"] != MISS', true],
    ['[HEADER].content-type == pat(application/json*)', true],
    ['[HEADER].age < 600', true],
    ['[HEADER].x-cache < 5', false],
  ])('%s is %s', (condition, expected, overrides) => {
    expect(holds(condition, overrides)).toBe(expected);
  });

  it('are named in any case', () => {
    expect(holds('[status] == 200')).toBe(true);
    expect(holds('len([body].status) == 2')).toBe(true);
  });
});

describe('[BODY]', () => {
  it.each<[condition: string, body: string, expected: boolean]>([
    ['[BODY] == OK', 'OK', true],
    ['[BODY] == OK', ' OK\r\n', true],
    ['[BODY] == OK', 'not OK', false],
    ['[BODY] == 123', '123', true],
    ['[BODY] > 122', '123', true],
    ['[BODY] == pat(*<h1>*)', '<!doctype html>\n<h1>Shop</h1>\n', true],
    [
      '[BODY] == pat(*<div id="user">john.doe</div>*)',
      '<b><div id="user">john.doe</div></b>',
      true,
    ],
    ['[BODY] == pat(*<div id="user">john.doe</div>*)', '<div id="user">jane.doe</div>', false],
    ['[BODY].status == UP', '{"status":"UP"}', true],
    ['[BODY].status==UP', '{"status":"UP"}', true],
    ['[BODY].status == "UP"', '{"status":"UP"}', true],
    ['[BODY].status == UP', '{"status":"DOWN"}', false],
    ['[BODY].data.name == pat(john*)', '{"data":{"name":"john.doe"}}', true],
    ['[BODY].data[1].id == 2', '{"data":[{"id":1},{"id":2}]}', true],
    ['[BODY].data.1.id == 2', '{"data":[{"id":1},{"id":2}]}', true],
    ['[BODY][0].id == 1', '[{"id":1}]', true],
    ['[BODY]["odd name"]["a.b<c"] == 1', '{"odd name":{"a.b<c":1}}', true],
    ['[BODY].ok == true', '{"ok":true}', true],
    ['[BODY].ok == true', '{"ok":"true"}', true],
    ['[BODY].error == null', '{"error":null}', true],
    ['[BODY].tags == ["a","b"]', '{"tags": ["a", "b"]}', true],
    ['[BODY].tags == pat(*"b"*)', '{"tags": ["a", "b"]}', true],
    ['[BODY].name == ""', '{"name":""}', true],
    ['[BODY].id == any(1, 2)', '{"id":2}', true],
    ['[BODY].name == any("Doe, John", pat(jane*))', '{"name":"Doe, John"}', true],
    ['[BODY].name == any("Doe, John", pat(jane*))', '{"name":"jane.doe"}', true],
    ['[BODY].name != any(john, jane)', '{"name":"joe"}', true],
    ['[BODY].balance > 100', '{"balance":"123.40000000000005"}', true],
    ['[BODY].balance == 1.50', '{"balance":1.5}', true],
    ['[BODY].big > 1e20', '{"big":1e21}', true],
    ['[BODY].version == 1.10', '{"version":"1.1"}', false],
    ['[BODY].version == 7', '{"version":"007"}', false],
    ['[BODY].ttl < 1h', '{"ttl":"30m"}', true],
    ['[BODY].count > 5', '{"count":"many"}', false],
    ['[BODY].count > 5', '{"count":""}', false],
    ['[BODY] == "UP"', '"UP"', true],
  ])('%s in %j is %s', (condition, text, expected) => {
    expect(holds(condition, body(text))).toBe(expected);
  });

  it.each<[condition: string, body: string, expected: boolean]>([
    ['[BODY].age == [BODY].id', '{"age":1,"id":1}', true],
    ['[BODY].age == [BODY].id', '{"age":1,"id":2}', false],
    ['[BODY].first != [BODY].last', '{"first":"john","last":"doe"}', true],
    ['[BODY].used < [BODY].total', '{"used":9,"total":10}', true],
    ['[BODY].used < [BODY].total', '{"used":9,"total":"none"}', false],
    ['[STATUS] == [BODY].code', '{"code":200}', true],
    ['len([BODY].items) == [BODY].total', '{"items":[1,2],"total":2}', true],
    ['[BODY].first != [BODY].last', '{"first":"john"}', false],
  ])('compares two looks: %s in %j is %s', (condition, text, expected) => {
    expect(holds(condition, body(text))).toBe(expected);
  });
});

describe('what is missing', () => {
  const empty = '{"status":{"name":null}}';
  it.each([
    ['==', 'x'],
    ['!=', 'x'],
    ['==', 'null'],
    ['==', 'pat(*)'],
    ['<', '5'],
  ])('fails every condition on the body: %s %s', (operator, value) => {
    expect(holds(`[BODY].gone ${operator} ${value}`, body(empty))).toBe(false);
    expect(holds(`[BODY].status.name.first ${operator} ${value}`, body(empty))).toBe(false);
    expect(holds(`[BODY].gone ${operator} ${value}`, body('<html>'))).toBe(false);
    expect(holds(`[BODY].gone ${operator} ${value}`, body(''))).toBe(false);
  });

  it('equals nothing in a header, so that != holds', () => {
    expect(holds('[HEADER].x-gone != MISS')).toBe(true);
    expect(holds('[HEADER].x-gone == MISS')).toBe(false);
    expect(holds('[HEADER].x-gone == pat(*)')).toBe(false);
    expect(holds('len([HEADER].x-gone) != 0')).toBe(false);
  });

  it.each(['__proto__', 'constructor', 'toString', 'length', '__proto__.polluted'])(
    'includes what a body only inherits: %s',
    (path) => {
      for (const text of ['{}', '[]', '"text"', '7']) {
        expect(holds(`has([BODY].${path}) == false`, body(text))).toBe(
          text !== '[]' || path !== 'length',
        );
      }
    },
  );

  it('finds what is called __proto__ in the body itself', () => {
    expect(holds('[BODY].__proto__ == 1', body('{"__proto__":1}'))).toBe(true);
  });
});

describe('has', () => {
  it.each<[condition: string, body: string]>([
    ['has([BODY].errors) == false', '{}'],
    ['has([BODY].errors) == false', '{"errors":null}'],
    ['has([BODY].errors) == false', 'no JSON'],
    ['has([BODY].errors) == true', '{"errors":[]}'],
    ['has([BODY].errors) != false', '{"errors":""}'],
    ['has([BODY].users[0].name) == true', '{"users":[{"name":"j"}]}'],
    ['has([BODY]) == true', 'x'],
    ['has([BODY]) == false', ' \n'],
    ['has([HEADER].x-cache) == true', ''],
    ['has([HEADER].x-gone) == false', ''],
    ['has([CERTIFICATE_EXPIRATION]) == true', ''],
  ])('%s holds for %j', (condition, text) => {
    expect(holds(condition, body(text))).toBe(true);
  });
});

describe('len', () => {
  it.each<[condition: string, body: string]>([
    ['len([BODY].data) < 5', '{"data":[{"id":1}]}'],
    ['len([BODY].data) == 0', '{"data":[]}'],
    ['len([BODY].name) == 8', '{"name":"john.doe"}'],
    ['len([BODY].name) == 2', '{"name":"😀é"}'],
    ['len([BODY].age) == 2', '{"age":18}'],
    ['len([BODY].adult) == 4', '{"adult":true}'],
    ['len([BODY][0]) == 23', '[{"age":18, "adult":true}]'],
    ['len([BODY]) == 3', ' [{"id":1},{"id":2},{"id":3}]\n'],
    ['len([BODY]) == 8', 'john.doe\n'],
    ['len([BODY]) == 6', '[draft'],
    ['len([HEADER].x-cache) == 3', ''],
  ])('%s holds for %j', (condition, text) => {
    expect(holds(condition, body(text))).toBe(true);
  });

  it('of null is nothing', () => {
    expect(holds('len([BODY].data) >= 0', body('{"data":null}'))).toBe(false);
  });
});

describe('what was found', () => {
  it.each<[condition: string, body: string, found: string]>([
    ['[STATUS] == 204', '', '200'],
    ['[RESPONSE_TIME] < 100', '', '312 ms'],
    ['[CERTIFICATE_EXPIRATION] > 30d', '', '20 days'],
    ['[BODY].status == UP', '{"status":"DOWN\\n  now"}', 'DOWN now'],
    ['[BODY].status == UP', '{"status":{"a":[1]}}', '{"a":[1]}'],
    ['[BODY].a.b == UP', '{"a":{}}', 'nothing at a.b'],
    ['[BODY].a == UP', '<html>', 'the body is not JSON'],
    ['[BODY].a > 5', '{"a":"x"}', 'x (not a number)'],
    ['[BODY].a == [BODY].b', '{"a":1,"b":2}', '1 and 2'],
    ['[BODY] == OK', '', 'an empty text'],
    ['len([BODY].a) > 1', '{"a":"x"}', '1'],
  ])('by %s in %j is: %s', (condition, text, found) => {
    expect(judge(condition, body(text))).toEqual({ holds: false, found });
  });

  it('names an expired certificate as such', () => {
    const expired = { certificateExpiresInMs: -3 * 86_400_000 };
    expect(judge('[CERTIFICATE_EXPIRATION] > 1d', expired).found).toBe('expired 3 days ago');
  });

  it('is one short line, however long the body', () => {
    const { found } = judge('[BODY] == OK', body('<p>\n'.repeat(1_000_000)));
    expect(found.length).toBeLessThanOrEqual(200);
  });
});

describe('hostile bodies', () => {
  it('nested 200,000 levels deep fail, and nothing else happens', () => {
    expect(holds('[BODY].a == 1', body(deep))).toBe(false);
    expect(holds('[BODY][0] == 1', body(deep))).toBe(false);
    expect(holds('len([BODY][0]) == 1', body(deep))).toBe(true);
    expect(holds('has([BODY][0][0]) == true', body(deep))).toBe(true);
    // Beyond what JSON.stringify can write: keys that look like indexes.
    const keyed = `${'{"0":'.repeat(200_000)}1${'}'.repeat(200_000)}`;
    expect(holds('[BODY].0 != 1', body(keyed))).toBe(false);
    expect(holds('len([BODY].0) > 0', body(keyed))).toBe(false);
    expect(judge('[BODY].0 == 1', body(keyed)).found).toBe('nested too deeply to compare');
  });

  it('of 5 MB are judged like any other', () => {
    const items = Array.from({ length: 200_000 }, (_, id) => ({ id, name: 'item' }));
    const text = JSON.stringify({ items, status: 'UP' });
    expect(text.length).toBeGreaterThan(5_000_000);
    expect(holds('[BODY].status == UP', body(text))).toBe(true);
    expect(holds('len([BODY].items) == 200000', body(text))).toBe(true);
    expect(holds('[BODY] == pat(*"id":199999*UP*)', body(text))).toBe(true);
  });
});
