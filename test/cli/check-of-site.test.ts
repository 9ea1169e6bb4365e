import { describe, expect, it } from 'vitest';
import { formats } from '../../src/report/check-run/format.ts';
import { caretaker } from '../support/cli.ts';
import { folderWith } from '../support/config-folder.ts';
import { httpOrigin } from '../support/origin.ts';

describe('caretaker check of a site in config', () => {
  const secrets = { SHOP_TOKEN: 'hunter2-hunter2-0123456789', SHOP_CLIENT: 'qzv7y-4711-abcdefgh' };
  /** Prints what it was sent, as debug pages do, at every place where it may be cut. */
  const echo = () =>
    httpOrigin((request, response) => {
      const sent = JSON.stringify(request.headers);
      response.setHeader(
        'x-echo',
        `${request.headers.authorization} ${request.headers['x-client']}`,
      );
      response.setHeader('x-long', `${'x'.repeat(180)}${request.headers.authorization}`);
      response.setHeader('set-cookie', `token=${request.headers.authorization}`);
      response.end(
        `<p>${'x'.repeat(Number(request.url?.slice(1)) || 0)}${request.headers.authorization} ${request.headers['x-client']}</p>${sent}`,
      );
    });
  const siteFile = (url: string, port: number) => `
url: ${url}
platform: wordpress
network: { allowPrivate: ["127.0.0.1:${port}"] }
checks:
  tls-certificate: false
  outdated-plugins: false
  platform-hardening: false
  accessibility: false
  broken-links: false
  performance: false
  seo: false
  uptime:
    headers: { authorization: "Bearer \${SHOP_TOKEN}", x-client: "\${SHOP_CLIENT}" }
    contains: [never there]
    forbids: [Bearer]
    assertions: ['[BODY] == x', '[HEADER].x-echo == x', '[HEADER].x-long == x', '[BODY].authorization == x']
`;
  const configured = async (path = '') => {
    const { url, port } = await echo();
    const files = {
      'config/sites/shop.yaml': siteFile(`${url}/${path}`, port),
      'config/caretaker.yaml': 'defaults: {}\n',
    };
    return { cwd: await folderWith(files), env: secrets };
  };

  it('runs what config says, under the site’s id', async () => {
    const { code, stdout, stderr } = await caretaker(['check', 'shop'], await configured());
    expect(stderr).toBe('');
    expect(code).toBe(1);
    expect(JSON.parse(stdout).site).toMatchObject({ id: 'shop', platform: 'wordpress' });
    expect(checksOf(stdout)).toEqual(['uptime']);
  });

  it('runs a check that is named although config switches it off', async () => {
    const { stdout } = await caretaker(['check', 'shop', 'tls-certificate'], await configured());
    expect(checksOf(stdout)).toEqual(['tls-certificate']);
  });

  it('finds its config by --config and by CARETAKER_CONFIG', async () => {
    const { cwd, env } = await configured();
    const config = `${cwd}/config`;
    const byOption = await caretaker(['check', 'shop', '--config', config], { env });
    const byEnv = await caretaker(['check', 'shop'], { env: { ...env, CARETAKER_CONFIG: config } });
    expect([byOption.code, byEnv.code]).toEqual([1, 1]);
  });

  it('knows the site that was most likely meant', async () => {
    const { code, stderr } = await caretaker(['check', 'shp'], await configured());
    expect(code).toBe(2);
    expect(stderr).toBe('caretaker: unknown site `shp`. Did you mean `shop`? Known sites: shop\n');
  });

  it.each([...formats])('prints no secret as %s, though the site repeats it', async (format) => {
    const args = ['check', 'shop', '--debug', '--format', format];
    const { stdout, stderr } = await caretaker(args, await configured());
    expect(stdout).not.toBe('');
    expect(stderr).toContain('authorization');
    expectNoSecret(stdout + stderr);
  });

  it.each([190, 270, 275, 280, 285, 290, 295])(
    'prints no part of a secret that is cut, %i characters in',
    async (path) => {
      const { stdout, stderr } = await caretaker(
        ['check', 'shop', '--debug'],
        await configured(String(path)),
      );
      expectNoSecret(stdout + stderr);
    },
  );

  function expectNoSecret(text: string): void {
    for (const secret of Object.values(secrets)) {
      expect(text).not.toContain(secret.slice(0, 4));
      expect(text).not.toContain(btoa(secret).slice(0, 8));
    }
  }
});

function checksOf(stdout: string): readonly string[] {
  return JSON.parse(stdout).results.map(({ check }: { check: string }) => check);
}
