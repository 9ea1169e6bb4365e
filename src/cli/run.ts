export const run: any = async () => 0;
