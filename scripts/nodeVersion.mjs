import { giveUp } from './project.mjs';

/** The oldest supported release of each line of Node; later lines are fine from their start. */
const oldest = [
  [20, 19],
  [22, 12],
  [24, 0],
];

/**
 * True for Node 20.19+, 22.12+ and 24 or later; the odd lines in between lack what we use.
 *
 * @param {string} version as in `process.versions.node`
 */
export const isSupportedNode = (version) => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 24 || oldest.some(([line, least]) => major === line && minor >= (least ?? 0));
};

/** Ends the process with a clear message on a Node that is too old. */
export const requireSupportedNode = () => {
  const { node } = process.versions;
  if (isSupportedNode(node)) return;
  giveUp(
    `Suanpan needs Node.js 20.19+, 22.12+ or 24+, and this is ${node}.\n` +
      `算盘需要 Node.js 20.19+、22.12+ 或 24+，当前版本是 ${node}。\n` +
      'https://nodejs.org',
  );
};
