import type { LedgerCommand, SetRecord } from '../model/index.ts';

/** What one `POST /api/recovery` may bring; a client sends more in several. */
export const recoveryLimits = { entries: 500, writes: 200_000 } as const;

/** About how many map entries the commands write. */
export const writesIn = (commands: readonly (LedgerCommand | SetRecord)[]): number =>
  commands.reduce((sum, command) => sum + writesOf(command), 0);

const writesOf = (command: LedgerCommand | SetRecord): number => {
  switch (command.type) {
    case 'setCells':
      return command.cells.length;
    case 'setMembers':
      return command.cells.reduce(
        (sum, { add, remove }) => sum + 1 + add.length + remove.length,
        0,
      );
    case 'addRows':
    case 'deleteRows':
    case 'restoreRows':
      return command.rows.length;
    case 'setLayer':
      return 1;
    case 'setRecord':
      return Object.keys(command.properties).length;
  }
};
