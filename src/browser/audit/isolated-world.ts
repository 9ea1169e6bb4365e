/// <reference lib="dom" />
// Functions that are called in pages speak of what pages have.
import type { CDPSession } from 'playwright';

/**
 * A JavaScript world beside the page's own: it sees the same document, but nothing that a script of
 * the page has put into globals or prototypes, so that the page cannot answer in an engine's place.
 */
export interface IsolatedWorld {
  /** Runs a script, and brings back its last value as JSON. Rejects with what the script threw. */
  evaluate(script: string): Promise<unknown>;
  /** Calls a function that stands on its own, with JSON arguments; waits for its promise. */
  call<Result>(
    body: (...parameters: never[]) => Result | Promise<Result>,
    ...parameters: readonly unknown[]
  ): Promise<Result>;
}

const worldName = 'caretaker';

/** A new world in this frame; it ends when the frame navigates. */
export async function isolatedWorld(session: CDPSession, frameId: string): Promise<IsolatedWorld> {
  const { executionContextId } = await session.send('Page.createIsolatedWorld', {
    frameId,
    worldName,
  });
  const evaluate = async (expression: string): Promise<unknown> => {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression,
      contextId: executionContextId,
      returnByValue: true,
      awaitPromise: true,
    });
    if (exceptionDetails) throw new Error(thrownText(exceptionDetails));
    return result.value;
  };
  return {
    evaluate,
    call: async <Result>(
      body: (...parameters: never[]) => Result | Promise<Result>,
      ...parameters: readonly unknown[]
    ) => {
      const { result, exceptionDetails } = await session.send('Runtime.callFunctionOn', {
        functionDeclaration: body.toString(),
        arguments: parameters.map((value) => ({ value })),
        executionContextId,
        returnByValue: true,
        awaitPromise: true,
      });
      if (exceptionDetails) throw new Error(thrownText(exceptionDetails));
      return result.value as Result;
    },
  };
}

/** The number of the frame inside an `<iframe>` that a selector leads to; null where there is none. */
export async function frameIdAt(
  session: CDPSession,
  frameId: string,
  selector: string,
): Promise<string | null> {
  const { executionContextId } = await session.send('Page.createIsolatedWorld', {
    frameId,
    worldName,
  });
  const { result } = await session.send('Runtime.evaluate', {
    expression: `document.querySelector(${JSON.stringify(selector)})`,
    contextId: executionContextId,
  });
  if (result.objectId === undefined) return null;
  const { node } = await session.send('DOM.describeNode', { objectId: result.objectId });
  return node.frameId ?? null;
}

/** The frame of the page itself. */
export async function mainFrameId(session: CDPSession): Promise<string> {
  const { frameTree } = await session.send('Page.getFrameTree');
  return frameTree.frame.id;
}

function thrownText(details: {
  readonly text: string;
  readonly exception?: { readonly description?: string | undefined } | undefined;
}): string {
  return (details.exception?.description ?? details.text).slice(0, 500);
}
