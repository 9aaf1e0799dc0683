export const formula = {} as const;
