import type { CDPSession } from 'playwright';

/** What assistive technology is told of one node. */
export interface Told {
  /** Null where the node is left out. */
  readonly role: string | null;
  readonly name: string;
  readonly nameFrom: string | null;
  readonly description: string;
  readonly states: Readonly<Record<string, string | number | boolean>>;
}

/** The accessibility tree of these frames, by the browser's number of the DOM node. */
export async function accessibilityTree(
  session: CDPSession,
  frameIds: readonly string[],
): Promise<ReadonlyMap<number, Told>> {
  const trees = await Promise.all(
    frameIds.map((frameId) =>
      session.send('Accessibility.getFullAXTree', { frameId }).catch(() => ({ nodes: [] })),
    ),
  );
  const told = new Map<number, Told>();
  for (const node of trees.flatMap(({ nodes }) => nodes)) {
    if (node.backendDOMNodeId === undefined) continue;
    // The first is the element's own; boxes that CSS makes for it come later.
    if (!told.has(node.backendDOMNodeId)) told.set(node.backendDOMNodeId, toldOf(node));
  }
  return told;
}

type Node = Awaited<ReturnType<typeof fullTree>>['nodes'][number];
const fullTree = (session: CDPSession) => session.send('Accessibility.getFullAXTree');

function toldOf({ ignored, role, name, description, properties = [] }: Node): Told {
  const states = properties.flatMap((property): [string, string | number | boolean][] => {
    const { value } = property.value;
    const isPlain =
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    return isPlain ? [[property.name, value]] : [];
  });
  return {
    role: ignored ? null : textOf(role?.value),
    name: textOf(name?.value) ?? '',
    nameFrom: name?.sources?.find(({ superseded, value }) => value && !superseded)?.type ?? null,
    description: textOf(description?.value) ?? '',
    states: Object.fromEntries(states),
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
