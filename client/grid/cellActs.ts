/** What the menu of the selected cells offers. */
export const cellActs = ['cut', 'copy', 'paste', 'clear'] as const;
export type CellAct = (typeof cellActs)[number];
