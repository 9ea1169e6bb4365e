/**
 * Public hosts that know neither us nor our clients. They are asked whether the agent itself is
 * online, and what time it is.
 */
export const defaultWitnesses: readonly string[] = [
  'https://www.cloudflare.com/cdn-cgi/trace',
  'https://www.google.com/generate_204',
];

/** Where results are kept unless config says otherwise, relative to the working folder. */
export const defaultStoreFile = 'data/caretaker.db';
