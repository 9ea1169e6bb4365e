import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { renderProblem } from '../../src/config/problem.ts';
import { folderWith, modules, pingCheck } from '../support/config-folder.ts';

const env = { TOKEN: 'a-token-of-thirty-two-characters', SHORT: 'hunter2' };

async function load(practice: string) {
  const cwd = await folderWith({ 'config/caretaker.yaml': practice });
  const ports = { cwd, checks: [pingCheck], ...modules, env, targetAllowed: () => true };
  return loadConfig('config', ports);
}

describe('where the pages are served', () => {
  it.each([
    'web: { listen: "127.0.0.1:8080" }',
    'web: { listen: "localhost:8080" }',
    'web: { listen: "[::1]:8080" }',
    'web: { listen: "0.0.0.0:8080", publicUrl: "https://care.practice.example/" }',
    'web: { listen: "0.0.0.0:8080", publicUrl: "https://care.practice.example" }',
    'web: { token: "${TOKEN}" }',
  ])('may be %s', async (practice) => {
    expect(await load(practice)).toMatchObject({ ok: true });
  });

  it.each([
    [
      'web: { listen: "0.0.0.0:8080" }',
      ':1:16  `web.listen` lets other machines in, and `web.publicUrl` is not set. Set `web.publicUrl` to the URL under which people reach it: they have to sign in then. Or listen on 127.0.0.1.',
    ],
    [
      'web: { listen: "[::]:8080" }',
      ':1:16  `web.listen` lets other machines in, and `web.publicUrl` is not set. Set `web.publicUrl` to the URL under which people reach it: they have to sign in then. Or listen on 127.0.0.1.',
    ],
    [
      'web: { publicUrl: "https://practice.example/care/" }',
      ':1:19  `web.publicUrl` leads below the root of its host, where no page is. Give the pages a host of their own: `https://caretaker.practice.example/`.',
    ],
    [
      'web: { token: a-token-of-thirty-two-characters }',
      ':1:15  the secret `web.token` stands in the file. Write `${NAME}` and set the variable, or `file:/path/of/the/secret`.',
    ],
    [
      'web: { token: "${SHORT}" }',
      ':1:15  `web.token` is too short. Use 16 characters or more, such as those of `openssl rand -hex 32`.',
    ],
  ])('may not be %s', async (practice, problem) => {
    const loaded = await load(practice);
    const problems = loaded.ok ? [] : loaded.problems.map(renderProblem);
    expect(problems).toEqual([`config/caretaker.yaml${problem}`]);
  });
});
