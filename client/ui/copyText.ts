/**
 * Puts text on the clipboard, also on plain http away from localhost, where
 * `navigator.clipboard` does not exist. False when the browser refused both ways.
 */
export const copyText = async (text: string): Promise<boolean> => {
  if (navigator.clipboard !== undefined) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Permission denied or the page not focused: the older way may still be allowed.
    }
  }
  return copyBySelection(text);
};

const copyBySelection = (text: string): boolean => {
  const before = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.style.cssText = 'position:fixed;top:0;left:0;opacity:0';
  // Inside an open dialog, focus may not leave it.
  (before?.closest('dialog') ?? document.body).append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  if (before instanceof HTMLElement) before.focus();
  return copied;
};
