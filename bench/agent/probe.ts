// Loaded before the program whose costs are measured (`node --import`): tells them whenever it is
// asked. The program itself knows nothing of it.

/** What a process has used so far. */
export interface Usage {
  /** User and system time of all its threads, ms. */
  readonly cpuMs: number;
  readonly rssMb: number;
}

process.on('message', (message) => {
  if (message !== 'usage') return;
  const { user, system } = process.cpuUsage();
  const usage: Usage = {
    cpuMs: (user + system) / 1000,
    rssMb: process.memoryUsage.rss() / 1024 / 1024,
  };
  process.send?.({ usage });
});
// A bench that ends early leaves nothing behind.
process.on('disconnect', () => process.exit());
