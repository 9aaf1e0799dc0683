export * from './builtIn.ts';
export * from './change.ts';
export * from './command.ts';
export * from './ids.ts';
export * from './language.ts';
export * from './orderKey.ts';
export * from './schema.ts';
export * from './value.ts';
