import type { CDPSession } from 'playwright';
import { loadLanguages } from '../../analysis/accessibility/detect-language.ts';
import type { PageSnapshot, SnapshotElement } from '../../analysis/accessibility/snapshot.ts';
import { styleProperties } from '../../analysis/accessibility/snapshot.ts';
import type { Device } from '../../core/artifacts/page-audit.ts';
import { accessibilityTree } from './accessibility-tree.ts';
import { listenersByNode } from './listeners.ts';
import { type CapturedDocuments, treeOf } from './snapshot-tree.ts';

/** Elements beyond this are not looked at: rules take time in proportion. */
const maxElements = 20_000;

/** What the caller knows of the page already. */
export interface CaptureFacts {
  readonly url: string;
  readonly device: Device;
  readonly title: string;
  /** The document as it came from the server. */
  readonly source: string;
}

/**
 * Reads a page through the browser's own protocol: tree, layout, computed style, accessibility tree
 * and listeners. No script runs in the page, so the page cannot answer for itself.
 */
export async function captureSnapshot(
  session: CDPSession,
  facts: CaptureFacts,
): Promise<PageSnapshot> {
  const [captured, metrics] = await Promise.all([
    session.send('DOMSnapshot.captureSnapshot', {
      computedStyles: [...styleProperties],
      includeDOMRects: false,
      includePaintOrder: false,
    }),
    session.send('Page.getLayoutMetrics'),
    // Rules that judge the snapshot tell languages apart; the first page of a process waits for it.
    loadLanguages(),
  ]);
  const [accessibility, listeners] = await Promise.all([
    accessibilityTree(session, frameIdsOf(captured)),
    listenersByNode(session),
  ]);
  const { root, cut } = treeOf(captured, { accessibility, listeners, maxElements });
  const { cssLayoutViewport, cssContentSize } = metrics;
  return {
    ...facts,
    viewport: { width: cssLayoutViewport.clientWidth, height: cssLayoutViewport.clientHeight },
    content: { width: cssContentSize.width, height: cssContentSize.height },
    root: root ?? emptyRoot,
    cut,
  };
}

function frameIdsOf({ documents, strings }: CapturedDocuments): readonly string[] {
  return documents.flatMap(({ frameId }) => strings[frameId] ?? []);
}

/** What stands for the root of a page without one, such as a picture shown alone. */
const emptyRoot: SnapshotElement = {
  kind: 'element',
  tag: 'html',
  attributes: {},
  parent: null,
  children: [],
  path: '0',
  box: null,
  style: {},
  before: null,
  after: null,
  role: null,
  name: '',
  nameFrom: null,
  description: '',
  states: {},
  listens: [],
  value: null,
  checked: false,
  currentSource: null,
};
