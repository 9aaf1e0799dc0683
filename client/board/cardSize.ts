/** Pixels: cards are all alike, so that where one stands is arithmetic and nothing is measured. */
export const cardHeight = 84;
export const cardGap = 8;
/** From the top of one card to the top of the next. */
export const cardStep = cardHeight + cardGap;
/** Above the first card of a lane: room for the name of somebody who is at it. */
export const listPadding = 10;
