import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { answerOf, failureOf } from '../../support/gather-context.ts';
import { httpOrigin } from '../../support/origin.ts';

const post = { method: 'POST', body: '<call/>', headers: { 'content-type': 'text/xml' } } as const;

/** Answers `/` with a redirect, and everything else with what it was sent. */
async function redirecting(status: number, to = '/next') {
  return httpOrigin(async (request, response) => {
    if (request.url === '/') {
      response.writeHead(status, { location: to });
      response.end();
      return;
    }
    const { 'content-type': type = 'no type', 'content-length': length = '0' } = request.headers;
    response.end([request.method, type, length, await text(request)].join(' | '));
  });
}

describe('POST', () => {
  it('sends its body, with its length', async () => {
    const origin = await redirecting(302);
    const { body } = await answerOf(`${origin.url}/call`, post);
    expect(body.text).toBe('POST | text/xml | 7 | <call/>');
  });

  it.each([301, 302, 303])('becomes GET behind %d', async (status) => {
    const origin = await redirecting(status);
    const { body, hops } = await answerOf(`${origin.url}/`, post);
    expect(body.text).toBe('GET | no type | 0 | ');
    expect(hops).toHaveLength(2);
  });

  it.each([307, 308])('is repeated behind %d', async (status) => {
    const origin = await redirecting(status);
    const { body } = await answerOf(`${origin.url}/`, post);
    expect(body.text).toBe('POST | text/xml | 7 | <call/>');
  });

  it('takes its body to no other origin', async () => {
    const other = await redirecting(302);
    const origin = await redirecting(307, `${other.url}/next`);
    const { body } = await answerOf(`${origin.url}/`, post);
    expect(body.text).toBe('POST | no type | 0 | ');
  });

  it('may be redirected to its own address, which is no loop', async () => {
    const origin = await httpOrigin((request, response) => {
      if (request.method === 'POST') response.writeHead(303, { location: '/' });
      response.end('done');
    });
    expect((await answerOf(`${origin.url}/`, post)).body.text).toBe('done');
  });

  it('with more than a caller should send is a fault of ours', async () => {
    const origin = await redirecting(302);
    const body = 'x'.repeat(300_000);
    await expect(failureOf(`${origin.url}/call`, { ...post, body })).rejects.toThrow(
      '262144 bytes',
    );
    expect(origin.connections).toBe(0);
  });
});
