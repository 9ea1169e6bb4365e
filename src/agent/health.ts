import type { AgentStatus } from '../core/agent-status.ts';
import type { Clock } from '../core/clock.ts';
import { createWeb, startWeb, type WebServer } from '../web/server.ts';

/** Serves health and metrics at `host:port`; or why it does not, in one line. */
export async function serveHealth(
  listen: string,
  clock: Clock,
  status: () => AgentStatus,
): Promise<WebServer | { readonly refused: string }> {
  try {
    return await startWeb(createWeb({ clock, status }), listen);
  } catch (error) {
    return { refused: (error as Error).message };
  }
}
