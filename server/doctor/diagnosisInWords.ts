import { counted } from '../backup/command.ts';
import type { Finding } from './findings.ts';
import type { Diagnosis } from './runDoctor.ts';

/** The report for people: what was looked at, what is wrong, what to do. */
export const diagnosisInWords = (diagnosis: Diagnosis): string => {
  const { folder, isRunning, examined, findings, done } = diagnosis;
  const { documents, rows, segments, events } = examined;
  const faults = findings.filter(({ isFault }) => isFault);
  const lines = [
    `${folder}: ${counted(documents, 'document')}, ${counted(rows, 'row')}, ${counted(segments, 'segment')}, ${counted(events, 'event')}.`,
    isRunning
      ? 'A server is at work there: it was only read. Stop the server for `--repair`.'
      : null,
    ...done.map((sentence) => `Done: ${sentence}`),
    ...faults.map((found) => `Damaged: ${inWords(found)}`),
    ...findings.filter(({ isFault }) => !isFault).map((found) => `Note: ${inWords(found)}`),
    faults.length === 0 ? 'Everything is whole.' : `${counted(faults.length, 'fault')} found.`,
    hint(diagnosis),
  ];
  return `${lines.filter((line) => line !== null).join('\n')}\n`;
};

const inWords = ({ about, says, advice, repair }: Finding): string =>
  `${about} ${says}.${advice !== null && (repair === null || repair.kind === 'segment') ? ` ${advice}` : ''}`;

const hint = ({ findings, done }: Diagnosis): string | null =>
  done.length === 0 && findings.some(({ repair }) => repair !== null && repair.kind !== 'segment')
    ? 'Make a backup, stop the server, and run this with `--repair` to mend what can be mended.'
    : null;
