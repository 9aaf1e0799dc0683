import type { Screen } from './screen.ts';
import { boardScreens } from './screens/board.ts';
import { formulaScreens } from './screens/formula.ts';
import { gridScreens } from './screens/grid.ts';
import { noteScreens } from './screens/note.ts';
import { recordScreens } from './screens/record.ts';
import { settingsScreens } from './screens/settings.ts';
import { welcomeScreens } from './screens/welcome.ts';

/** In the order of the page that shows them. */
export const screens: readonly Screen[] = [
  ...welcomeScreens,
  ...gridScreens,
  ...boardScreens,
  ...recordScreens,
  ...noteScreens,
  ...settingsScreens,
  ...formulaScreens,
];
