import type { CDPSession } from 'playwright';
import type { ConsoleLine, PageRequest } from '../../core/artifacts/page-audit.ts';
import { oneLine } from '../../core/text.ts';

const maxRequests = 500;
const maxConsoleLines = 200;
const maxRedirects = 20;
const maxSourceBytes = 2 * 1024 * 1024;

/** What a page does on the network and writes to its console while it is looked at. */
export interface Recording {
  readonly requests: readonly PageRequest[];
  readonly requestCount: number;
  readonly console: readonly ConsoleLine[];
  readonly consoleCount: number;
  /** Requests that have no end yet. */
  readonly pending: number;
  /** The document of the page, as it was answered at last; null where nothing was. */
  readonly document: DocumentAnswer | null;
  /** The document as it came, decoded; empty where it is not known or too long. */
  source(): Promise<string>;
}

/** The answer that became the page. */
export interface DocumentAnswer {
  readonly url: string;
  readonly status: number;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly redirects: readonly { readonly url: string; readonly status: number }[];
}

interface Open {
  readonly url: string;
  readonly type: string;
  readonly status: number;
}

/** Records from now on. */
export async function record(session: CDPSession, frameId: string): Promise<Recording> {
  const open = new Map<string, Open>();
  const requests: PageRequest[] = [];
  const lines: ConsoleLine[] = [];
  let requestCount = 0;
  let consoleCount = 0;
  let document: DocumentAnswer | null = null;
  let documentRequest: string | null = null;
  let redirects: { url: string; status: number }[] = [];

  const finish = (id: string, bytes: number | null, failure?: string) => {
    const one = open.get(id);
    if (!one) return;
    open.delete(id);
    requestCount += 1;
    if (requests.length === maxRequests) return;
    requests.push({ ...one, bytes, ...(failure ? { failure } : {}) });
  };
  const line = (level: ConsoleLine['level'], text: string, at: string | undefined) => {
    consoleCount += 1;
    if (lines.length === maxConsoleLines) return;
    lines.push({ level, text: oneLine(text, 500), at: at ? oneLine(at, 300) : null });
  };

  session.on('Network.requestWillBeSent', (event) => {
    const { requestId, request, type = 'Other', redirectResponse } = event;
    const isDocument = type === 'Document' && event.frameId === frameId;
    if (redirectResponse) {
      if (isDocument && redirects.length < maxRedirects) {
        redirects.push({ url: redirectResponse.url, status: redirectResponse.status });
      }
      finish(requestId, redirectResponse.encodedDataLength);
    } else if (isDocument) redirects = [];
    if (open.size < maxRequests) {
      const url = oneLine(request.url, 2000);
      open.set(requestId, { url, type: type.toLowerCase(), status: 0 });
    }
  });
  session.on('Network.responseReceived', ({ requestId, response, type, frameId: frame }) => {
    const one = open.get(requestId);
    if (one) open.set(requestId, { ...one, status: response.status });
    if (type !== 'Document' || frame !== frameId) return;
    documentRequest = requestId;
    document = {
      url: response.url,
      status: response.status,
      contentType: response.mimeType,
      headers: lowerCased(response.headers),
      redirects,
    };
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
    finish(requestId, Math.round(encodedDataLength)),
  );
  session.on('Network.loadingFailed', ({ requestId, errorText, blockedReason, canceled }) =>
    finish(requestId, null, canceled ? 'cancelled' : (blockedReason ?? errorText)),
  );
  session.on('Runtime.consoleAPICalled', ({ type, args, stackTrace }) => {
    if (type !== 'error' && type !== 'warning') return;
    const text = args.map(({ value, description }) => String(value ?? description ?? '')).join(' ');
    const [frame] = stackTrace?.callFrames ?? [];
    line(type, text, frame && `${frame.url}:${frame.lineNumber + 1}`);
  });
  session.on('Runtime.exceptionThrown', ({ exceptionDetails: { text, exception, url, ...at } }) =>
    line('uncaught', exception?.description ?? text, url && `${url}:${at.lineNumber + 1}`),
  );
  session.on('Log.entryAdded', ({ entry: { level, text, url } }) => {
    if (level === 'error' || level === 'warning') line(level, text, url);
  });
  await Promise.all([
    session.send('Network.enable', { maxTotalBufferSize: 16 * 1024 * 1024 }),
    session.send('Runtime.enable'),
    session.send('Log.enable'),
  ]);

  return {
    requests,
    console: lines,
    get requestCount() {
      return requestCount + open.size;
    },
    get consoleCount() {
      return consoleCount;
    },
    get pending() {
      return open.size;
    },
    get document() {
      return document;
    },
    source: async () => {
      if (documentRequest === null) return '';
      const body = await session
        .send('Network.getResponseBody', { requestId: documentRequest })
        .catch(() => null);
      if (body === null || body.base64Encoded) return '';
      return body.body.length > maxSourceBytes ? '' : body.body;
    },
  };
}

function lowerCased(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const entries = Object.entries(headers).slice(0, 100);
  return Object.fromEntries(
    entries.map(([name, value]) => [name.toLowerCase(), oneLine(value, 2000)]),
  );
}
