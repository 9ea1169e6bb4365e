import { get, type IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { addressPolicy } from '../../../src/gather/address-policy.ts';
import { guardedLookup, type Resolve } from '../../../src/gather/http/lookup.ts';
import { failureOf } from '../../support/gather-context.ts';
import { httpOrigin, type Origin } from '../../support/origin.ts';

/** Spellings of loopback, and of other places inside, that a site may try to send us to. */
const insideHosts = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '127.9.9.9',
  '0x7f.1',
  '0x7f000001',
  '0177.0.0.1',
  '017700000001',
  '2130706433',
  '127.0.0.1.',
  '①②⑦.⓪.⓪.①',
  '127。0。0。1',
  '0.0.0.0',
  '0',
  'localhost',
  'LocalHost.',
  'ｌocalhost',
  'anything.localhost',
  '[::1]',
  '[::]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::127.0.0.1]',
  '[64:ff9b::127.0.0.1]',
  '[64:ff9b:1::127.0.0.1]',
  '[2002:7f00:1::]',
  '[fe80::1]',
  '[fc00::1]',
  '[fec0::1]',
  '169.254.169.254',
  '[fd00:ec2::254]',
  '[::ffff:169.254.169.254]',
  '100.100.100.200',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.1.1',
  '192.0.0.192',
  '255.255.255.255',
];

const canary = () => httpOrigin((_request, response) => response.end('inside'));

describe('a redirect into a private network', () => {
  it.each(insideHosts)('to %s is not followed', async (host) => {
    const inside = await canary();
    const origin = await httpOrigin((_request, response) => {
      const location = Buffer.from(`http://${host}:${inside.port}/`).toString('latin1');
      response.writeHead(302, { location }).end();
    });
    const failure = await failureOf(origin.url, { allowPrivate: [`127.0.0.1:${origin.port}`] });
    expect(failure.code).toBe('redirect-to-private-address');
    expect(failure.partial?.hops).toHaveLength(1);
    expect(inside.connections).toBe(0);
  });
});

describe('a site’s own URL inside a private network', () => {
  it.each(insideHosts)('at %s is not requested without permission', async (host) => {
    const inside = await canary();
    const failure = await failureOf(`http://${host}:${inside.port}/`, { allowPrivate: [] });
    expect(failure.code).toBe('address-not-public');
    expect(failure.partial).toBeUndefined();
    expect(inside.connections).toBe(0);
  });

  it('is not requested by permission for another port', async () => {
    const inside = await canary();
    const failure = await failureOf(inside.url, { allowPrivate: [`127.0.0.1:${inside.port + 1}`] });
    expect(failure.code).toBe('address-not-public');
    expect(inside.connections).toBe(0);
  });
});

describe('a name that changes its addresses (DNS rebinding)', () => {
  /** A name server that answers each question with the next of these. */
  const answersInTurn = (...answers: readonly (readonly string[])[]) => {
    const questions: string[] = [];
    const resolve: Resolve = (hostname, _options, callback) => {
      const addresses = answers[Math.min(questions.length, answers.length - 1)] ?? [];
      questions.push(hostname);
      const found = addresses.map((address) => ({
        address,
        family: address.includes(':') ? 6 : 4,
      }));
      setImmediate(() => callback(null, found));
    };
    return { resolve, questions };
  };

  /** One request to a name, by a connection that is guarded as in the gatherer. */
  const visit = async (inside: Origin, allow: readonly string[], resolve: Resolve) => {
    const judged: string[] = [];
    const lookup = guardedLookup(
      addressPolicy(allow),
      inside.port,
      (addresses, refused) => judged.push(...addresses, ...refused.map((each) => `not ${each}`)),
      resolve,
    );
    const answer = await new Promise<IncomingMessage | Error>((settle) => {
      const options = { host: 'rebinding.example', port: inside.port, lookup: lookup as never };
      get({ ...options, agent: false, signal: AbortSignal.timeout(100) }, settle).on(
        'error',
        settle,
      );
    });
    return { judged, answer };
  };

  it('is asked once for a connection, and only judged addresses are used', async () => {
    const inside = await canary();
    // 203.0.113.0/24 is for documentation: nothing answers there.
    const { resolve, questions } = answersInTurn(['203.0.113.5'], ['127.0.0.1']);
    const { judged, answer } = await visit(inside, ['203.0.113.0/24'], resolve);
    expect(questions).toEqual(['rebinding.example']);
    expect(judged).toEqual(['203.0.113.5']);
    expect(answer).toBeInstanceOf(Error);
    expect(inside.connections).toBe(0);
  });

  it('is judged again for the next connection', async () => {
    const inside = await canary();
    const { resolve } = answersInTurn(['203.0.113.5'], ['127.0.0.1']);
    await visit(inside, ['203.0.113.0/24'], resolve);
    const { judged, answer } = await visit(inside, ['203.0.113.0/24'], resolve);
    expect(judged).toEqual(['not 127.0.0.1']);
    expect(answer).toMatchObject({
      code: 'CARETAKER_ADDRESS_REFUSED',
      message: 'rebinding.example resolves to 127.0.0.1, which is not public',
    });
    expect(inside.connections).toBe(0);
  });

  it('cannot hide a private address among public ones', async () => {
    const inside = await canary();
    const { resolve } = answersInTurn(['10.0.0.1', '203.0.113.5', '::1', '127.0.0.1']);
    const { judged } = await visit(inside, ['203.0.113.0/24'], resolve);
    expect(judged).toEqual(['203.0.113.5', 'not 10.0.0.1', 'not ::1', 'not 127.0.0.1']);
    expect(inside.connections).toBe(0);
  });

  it('leads nowhere where it has no address at all', async () => {
    const inside = await canary();
    const { answer } = await visit(inside, [], answersInTurn([]).resolve);
    expect(answer).toMatchObject({ message: expect.stringContaining('resolves to nothing') });
  });

  it('is reached at an address that the site allows', async () => {
    const inside = await canary();
    const allow = [`rebinding.example:${inside.port}`];
    const { answer } = await visit(inside, allow, answersInTurn(['127.0.0.1']).resolve);
    expect(answer).toMatchObject({ statusCode: 200 });
  });
});
