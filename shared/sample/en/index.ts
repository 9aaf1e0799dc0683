import { pick } from '../chance.ts';
import type { SampleVoice } from '../voice.ts';
import { blanks, conversations } from './conversations.ts';
import { brands, firstNames, lastNames, lines } from './names.ts';

export const en: SampleVoice = {
  staff: [
    'Maya Lindqvist',
    'Tom Adeyemi',
    'Grace Holloway',
    'Ravi Menon',
    'Clara Duarte',
    'Sam Whitlock',
  ],
  outlets: [
    'Harbour Street',
    'Millbrook',
    'Old Market',
    'Station Road',
    'Northfield',
    'Ferry Lane',
  ],
  tagGroups: [
    {
      topic: 'industry',
      name: 'Industry',
      tags: ['Food & drink', 'Fashion', 'Crafts', 'Books', 'Hardware', 'Health'],
    },
    {
      topic: 'source',
      name: 'Source',
      tags: ['Street fair', 'Shop visit', 'Word of mouth', 'Campus day'],
    },
    {
      topic: 'interest',
      name: 'Interest',
      tags: ['Loan', 'Fixed deposit', 'Pension', 'Subscriptions'],
    },
    { topic: 'value', name: 'Value', tags: ['High value', 'Promising', 'Ordinary'] },
    {
      topic: 'preference',
      name: 'Preference',
      tags: ['Stamp collector', 'Wealth', 'International mail', 'Online seller'],
    },
    { topic: 'service', name: 'Service', tags: ['Watch closely', 'Complained', 'Birthday card'] },
  ],
  lines,
  occupations: ['Education', 'Health care', 'Public service', 'Self-employed', 'Retired', 'Trades'],
  individualName: (random) => `${pick(random, firstNames)} ${pick(random, lastNames)}`,
  enterpriseName: (random, line) => `${pick(random, brands)} ${pick(random, line.endings)}`,
  notes: {
    individual: [
      'Best reached after four, works mornings',
      'Prefers the counter to the phone',
      'Collects a pension around the 10th',
      'Daughter studies abroad; parcels every month',
      'Lives across the road and drops in often',
      'Compares rates carefully before deciding',
      'Text first, never picks up unknown numbers',
      'Comes in for every new stamp issue',
      'Both partners have accounts here',
    ],
    enterprise: [
      'Peak season from September to January, volume doubles',
      'Contracts go through their accountant; allow a week',
      'Pick-up must be before four at the back gate',
      'The owner decides on carriers herself',
      'Uses two carriers at the moment, cares about speed',
      'Wants the statement by the 5th of each month',
      'About thirty staff; payroll could move to us',
      'New warehouse opens at the end of the year',
    ],
  },
  conversations,
  blanks,
  products: {
    individual: [
      { name: 'Deposit renewal', least: 20_000, most: 300_000 },
      { name: 'Balanced fund', least: 10_000, most: 200_000 },
      { name: 'Pension plan', least: 3_000, most: 40_000 },
      { name: 'Small business loan', least: 50_000, most: 300_000 },
      { name: 'Magazine subscriptions', least: 200, most: 1_200 },
      { name: 'Safe deposit box', least: 400, most: 2_000 },
    ],
    enterprise: [
      { name: 'Parcel contract', least: 12_000, most: 180_000 },
      { name: 'Payroll', least: 50_000, most: 400_000 },
      { name: 'Storage and dispatch', least: 40_000, most: 350_000 },
      { name: 'Export parcels', least: 8_000, most: 120_000 },
      { name: 'Working capital loan', least: 200_000, most: 1_500_000 },
      { name: 'Direct mail', least: 3_000, most: 40_000 },
      { name: 'Anniversary stamp album', least: 5_000, most: 60_000 },
    ],
  },
  tasks: {
    individual: [
      'Call {customer} back: did the papers arrive?',
      'Invite {customer} to renew the deposit',
      'Tell {customer} that the fund matures',
      'Birthday card for {customer}',
      'Tell {customer} that the new stamps are here',
      'Ask {customer} whether the complaint was settled well',
    ],
    enterprise: [
      'Write the quote for {customer}',
      'Arrange a visit at {customer}',
      'Send the draft contract to {customer}',
      "Check last month's statement with {customer}",
      'Bring the account forms to {customer}',
      'Book a second van for {customer}',
      'Ask {customer} whether the complaint was settled well',
    ],
  },
};
