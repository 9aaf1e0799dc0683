/** Text as search and filters compare it: without case and width, NFKC. */
export const foldText = (text: string): string => text.normalize('NFKC').toLowerCase();
