export * from './cells.ts';
export * from './collation.ts';
export * from './columnType.ts';
export * from './registry.ts';
