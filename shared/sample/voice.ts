import type { Random } from './chance.ts';

export type CustomerKind = 'individual' | 'enterprise';

/**
 * What a sample says in one language. The two are written apart, as people of each language
 * would write them; neither is a translation of the other.
 */
export interface SampleVoice {
  /** Six members of staff, one for each outlet. */
  readonly staff: readonly string[];
  readonly outlets: readonly string[];
  readonly tagGroups: readonly SampleTagGroup[];
  readonly lines: readonly BusinessLine[];
  /** What private customers do for a living, as far as a company would say. */
  readonly occupations: readonly string[];
  individualName(random: Random): string;
  enterpriseName(random: Random, line: BusinessLine): string;
  readonly notes: Readonly<Record<CustomerKind, readonly string[]>>;
  readonly conversations: readonly Conversation[];
  /** What `{amount}`, `{day}`… in a conversation may be filled with. */
  readonly blanks: Readonly<Record<string, readonly string[]>>;
  readonly products: Readonly<Record<CustomerKind, readonly Product[]>>;
  /** `{customer}` stands for the customer's name. */
  readonly tasks: Readonly<Record<CustomerKind, readonly string[]>>;
}

/** What a group of tags is about: customers get tags by it. */
export type TagTopic = 'industry' | 'source' | 'interest' | 'value' | 'preference' | 'service';

export interface SampleTagGroup {
  readonly topic: TagTopic;
  readonly name: string;
  readonly tags: readonly string[];
}

export interface BusinessLine {
  readonly industry: string;
  /** Endings of company names in this line. */
  readonly endings: readonly string[];
}

/** What is sold, with the amounts it is usually sold for, in yuan. */
export interface Product {
  readonly name: string;
  readonly least: number;
  readonly most: number;
}

/** One contact with a customer: what was said goes together. `{blank}`s are filled at random. */
export interface Conversation {
  readonly kind: CustomerKind;
  /** Only customers with this tag have this conversation. */
  readonly tag?: string;
  readonly channel: 'call' | 'visit' | 'message' | 'counter' | 'mail';
  readonly summary: string;
  readonly feedback?: string;
  readonly keyInformation?: string;
  readonly nextStep?: string;
}
