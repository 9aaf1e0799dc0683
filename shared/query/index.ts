export * from './filter.ts';
export * from './lanes.ts';
export * from './rows.ts';
export * from './search.ts';
export * from './sort.ts';
export * from './steps.ts';
export * from './textRanks.ts';
