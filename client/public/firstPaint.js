// Runs before the first paint, so that nobody who chose the dark theme sees a white flash.
// The app takes over from here (client/app/theme.ts); a file of its own, because the page's
// content security policy allows no inline script.
(() => {
  let choice = null;
  try {
    choice = localStorage.getItem('suanpan.theme');
  } catch {
    // Storage is closed to this page: the system decides.
  }
  const dark =
    choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
