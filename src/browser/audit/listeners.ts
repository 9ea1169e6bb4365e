import type { CDPSession } from 'playwright';

/** The events that scripts listen to, by the browser's number of the DOM node that listens. */
export async function listenersByNode(
  session: CDPSession,
): Promise<ReadonlyMap<number, readonly string[]>> {
  const { result } = await session.send('Runtime.evaluate', { expression: 'document' });
  if (result.objectId === undefined) return new Map();
  const { listeners } = await session
    .send('DOMDebugger.getEventListeners', { objectId: result.objectId, depth: -1, pierce: true })
    .catch(() => ({ listeners: [] }));
  const byNode = new Map<number, string[]>();
  for (const { type, backendNodeId } of listeners) {
    if (backendNodeId === undefined) continue;
    const known = byNode.get(backendNodeId);
    if (!known) byNode.set(backendNodeId, [type]);
    else if (!known.includes(type)) known.push(type);
  }
  return byNode;
}
