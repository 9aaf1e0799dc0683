import { parseDocumentName } from '../../shared/protocol/documents.ts';
import type { DocumentCheck } from '../backup/checkDocument.ts';
import { type Finding, finding, restoreAdvice } from './findings.ts';

/** What a document's check says, in sentences, and what can be done about it. */
export const documentFindings = (check: DocumentCheck): readonly Finding[] => [
  ...faults(check),
  ...survivals(check),
];

const faults = ({ document, fault, damage, lost }: DocumentCheck): Finding[] => {
  if (fault === null) return [];
  const address = parseDocumentName(document);
  if (address?.kind === 'ledger' && lost.length > 0)
    return lost.map((hash) =>
      finding('segments', document, `names segment ${hash}, which is missing or damaged`, {
        repair: { kind: 'segment', ledger: address.ledger, hash },
        advice: 'Run this with `--repair --from <backup>`.',
      }),
    );
  const isHead = damage?.reason === 'head';
  return [
    finding('log', document, `cannot be opened: ${fault}`, {
      repair: isHead ? { kind: 'head', document } : null,
      advice: restoreAdvice,
    }),
  ];
};

const survivals = ({ document, fault, survived }: DocumentCheck): Finding[] => {
  if (fault !== null) return [];
  const isOf = (...reasons: string[]): boolean =>
    survived.some(({ reason }) => reasons.includes(reason));
  const findings: Finding[] = [];
  if (isOf('snapshotChecksum', 'gap', 'updateChecksum'))
    findings.push(
      finding(
        'log',
        document,
        'has a damaged snapshot or update; nothing is lost, since it is stored twice',
        { repair: { kind: 'snapshots', document } },
      ),
    );
  if (isOf('bindingChecksum'))
    findings.push(
      finding('log', document, 'does not know any more who wrote under some client ids', {
        repair: { kind: 'bindings', document },
      }),
    );
  return findings;
};
