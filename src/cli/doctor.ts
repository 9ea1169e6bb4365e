export const doctor: any = async () => 0;
