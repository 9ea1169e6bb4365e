/** How many places of an output are tried as the beginning of its JSON. */
const maxBeginnings = 50;

/**
 * The JSON in what a tool printed, undefined where there is none. PHP's notices may stand before it
 * and further lines behind it, so it is looked for from the start of a line to the end of one.
 */
export function toolJson(output: string): unknown {
  const text = output.replace(/^\uFEFF/, '').trim();
  const whole = parsed(text);
  if (whole !== undefined) return whole;
  const end = lastClosing(text);
  let tries = 0;
  for (const { index } of text.matchAll(/^[[{]/gm)) {
    tries += 1;
    if (tries > maxBeginnings) break;
    const value = parsed(text.slice(index, end));
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The end of the last line that begins or ends as JSON does at its end. */
function lastClosing(text: string): number {
  return Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1;
}

function parsed(text: string): unknown {
  if (!/^[[{]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
