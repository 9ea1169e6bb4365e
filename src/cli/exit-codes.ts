/** Nothing ran: a mistake in the command or in the config. */
export const exitUsage = 2;

/** The same for a monitoring plug-in, which answers UNKNOWN where it was called wrongly. */
export const exitUsageNagios = 3;
