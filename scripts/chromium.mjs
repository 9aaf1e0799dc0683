import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The shell first: the same engine without a window, with which the browser tests take a third less time. */
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];

const usualPlaces = [
  ...(process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name))),
  ...names.map((name) => `/usr/bin/${name}`),
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  `${process.env.PROGRAMFILES ?? 'C:\\Program Files'}\\Google\\Chrome\\Application\\chrome.exe`,
];

/** @param {string} path */
const isProgram = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/**
 * A Chromium or Chrome to test with: `CHROMIUM_PATH` when it is set, else the usual places.
 *
 * @returns {string | null} its path; null when there is none
 */
export const findChromium = () => {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) return isProgram(chosen) ? chosen : null;
  return usualPlaces.find(isProgram) ?? null;
};

/**
 * Finds a Chromium, or installs Debian's with a Chinese font where that is allowed.
 *
 * @returns {{ path: string } | { problem: string }}
 */
export const findOrInstallChromium = () => {
  const found = findChromium();
  if (found !== null) return { path: found };
  if (process.env.CHROMIUM_PATH)
    return { problem: `CHROMIUM_PATH=${process.env.CHROMIUM_PATH} is not a program.` };
  const asRoot = rootPrefix();
  if (asRoot === null)
    return {
      problem:
        'The browser tests need Chromium. Install it, or point CHROMIUM_PATH at one:\n' +
        '  sudo apt-get install chromium fonts-noto-cjk',
    };
  process.stdout.write('Installing Chromium …\n');
  apt(asRoot, ['update', '-q']);
  const install = ['install', '-y', '-q', '--no-install-recommends', 'fonts-noto-cjk'];
  apt(asRoot, [...install, 'chromium-headless-shell']);
  // Not every Debian, nor what descends from it, has the shell as a package of its own.
  if (findChromium() === null) apt(asRoot, [...install, 'chromium']);
  const installed = findChromium();
  return installed === null
    ? { problem: 'apt-get could not install Chromium; its message is above.' }
    : { path: installed };
};

/**
 * How to run apt-get as root without a password; null where that cannot be done.
 *
 * @returns {readonly string[] | null}
 */
const rootPrefix = () => {
  if (process.platform !== 'linux' || spawnSync('apt-get', ['--version']).status !== 0) return null;
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : null;
};

/**
 * @param {readonly string[]} asRoot
 * @param {readonly string[]} args
 */
const apt = (asRoot, args) => {
  const [program = 'apt-get', ...rest] = [...asRoot, 'apt-get', ...args];
  spawnSync(program, rest, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
};
