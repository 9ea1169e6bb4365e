import { isLoopbackHost } from './addresses.ts';
import { type Node, nodeAt } from './node.ts';
import type { Problem } from './problem.ts';
import { openSecretProblems, textAt } from './text-at.ts';

/** A shorter token can be guessed, UTF-16 units. */
const shortestToken = 16;

/** Rules for who may reach the pages of the practice. */
export function webProblems(practice: Node): readonly Problem[] {
  return [...openToAll(practice), ...belowRoot(practice), ...tokenProblems(practice)];
}

/** Beyond this machine a page has to know its own name, and that its readers sign in. */
function openToAll(practice: Node): readonly Problem[] {
  const listen = textAt(practice, ['web', 'listen']);
  if (!listen || nodeAt(practice, ['web', 'publicUrl']) !== null) return [];
  const { hostname } = URL.parse(`http://${listen.value}`) ?? {};
  if (hostname === undefined || isLoopbackHost(hostname)) return [];
  return [
    listen.problem(
      '`web.listen` lets other machines in, and `web.publicUrl` is not set',
      'Set `web.publicUrl` to the URL under which people reach it: they have to sign in then. Or listen on 127.0.0.1.',
    ),
  ];
}

function belowRoot(practice: Node): readonly Problem[] {
  const text = textAt(practice, ['web', 'publicUrl']);
  const url = text && URL.parse(text.value);
  if (!text || !url || `${url.pathname}${url.search}${url.hash}` === '/') return [];
  return [
    text.problem(
      '`web.publicUrl` leads below the root of its host, where no page is',
      'Give the pages a host of their own: `https://caretaker.practice.example/`.',
    ),
  ];
}

function tokenProblems(practice: Node): readonly Problem[] {
  const path = ['web', 'token'];
  const node = nodeAt(practice, path);
  if (node?.kind !== 'scalar') return [];
  const token = textAt(practice, path);
  if (!token || token.value === '' || token.value.length >= shortestToken) {
    return openSecretProblems(path, node);
  }
  const remedy = `Use ${shortestToken} characters or more, such as those of \`openssl rand -hex 32\`.`;
  return [...openSecretProblems(path, node), token.problem('`web.token` is too short', remedy)];
}
