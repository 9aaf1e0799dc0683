import { areBytes, bindingPlace, checksum } from '../storage/checksum.ts';
import type { SqliteStorage } from '../storage/sqlite/index.ts';

/**
 * Leaves client ids whose binding is damaged to nobody, as loading does: whoever had one gets a
 * fresh id by recovery.
 */
export const repairBindings = async (
  { files }: SqliteStorage,
  document: string,
): Promise<string | null> => {
  const { writer } = files.log;
  const rows = await writer
    .selectFrom('bindings')
    .selectAll()
    .where('document', '=', document)
    .execute();
  const damaged = rows.filter(
    ({ generation, client, user, checksum: stored }) =>
      !areBytes(stored, checksum(bindingPlace(document, generation, client, user))),
  );
  for (const { generation, client } of damaged) {
    const place = bindingPlace(document, generation, client, null);
    await writer
      .updateTable('bindings')
      .set({ user: null, checksum: checksum(place) })
      .where('document', '=', document)
      .where('generation', '=', generation)
      .where('client', '=', client)
      .execute();
  }
  return damaged.length === 0
    ? null
    : `${damaged.length} client ids of ${document} belong to nobody now.`;
};
