export const init: any = async () => 0;
