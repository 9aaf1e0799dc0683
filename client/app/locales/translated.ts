/**
 * The texts of another language than Chinese: exactly the keys of the Chinese ones. Where a
 * sentence counts (`rows_other`), languages with a singular add `rows_one`.
 */
export type Translated<Z> = {
  readonly [K in keyof Z]: Z[K] extends string ? string : Translated<Z[K]>;
} & {
  readonly [K in keyof Z as K extends `${infer Base}_other` ? `${Base}_one` : never]: string;
};
