import { createApp } from '../app.ts';
import type { Typed } from './commands.ts';
import type { ConfigSource } from './config-source.ts';
import type { CliIo } from './io.ts';

/** Where the config lies by what the user typed and the environment says. */
export function configFolder({ options }: Pick<Typed, 'options'>, io: CliIo): string {
  const { config } = options;
  return typeof config === 'string' ? config : (io.env.CARETAKER_CONFIG ?? 'config');
}

/** The config folder together with everything by which it is checked. */
export async function configSource(
  typed: Pick<Typed, 'options'>,
  io: CliIo,
): Promise<ConfigSource> {
  const { addresses, checks, channels, platforms, feeds } = createApp();
  return {
    config: configFolder(typed, io),
    checks: await checks.all(),
    channels: await channels.all(),
    platforms: await platforms(),
    feeds: await feeds(),
    targetAllowed: addresses.targetAllowed,
  };
}

/** The same for a command that promises due times, and needs holidays for them: that takes half a second longer. */
export async function configSourceWithHolidays(
  typed: Pick<Typed, 'options'>,
  io: CliIo,
): Promise<ConfigSource> {
  const { publicHolidays } = createApp();
  return { ...(await configSource(typed, io)), publicHolidays };
}
