export interface Shown {
  readonly id: string;
  readonly title: string;
  /** By variant: the picture's file, or what went wrong instead. */
  readonly pictures: ReadonlyMap<string, { readonly file: string } | { readonly problem: string }>;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => escapes[letter]!);

/** One page with all pictures, screen by screen; boxes above choose which variants it shows. */
export const galleryPage = (
  screens: readonly Shown[],
  variants: readonly string[],
  about: string,
): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Suanpan 算盘: every screen</title>
<style>
  body { margin: 0 24px 48px; font: 14px/1.5 system-ui, sans-serif; background: #f4f2ec; color: #1f2a44; }
  header { position: sticky; top: 0; padding: 10px 0; background: #f4f2ec; display: flex; gap: 18px; flex-wrap: wrap; }
  nav { columns: 5 180px; }
  section { padding-top: 40px; }
  .row { display: flex; flex-wrap: wrap; gap: 16px; align-items: flex-start; }
  figure { margin: 0; }
  figcaption { color: #66708a; font-size: 12px; }
  img { display: block; border: 1px solid #d9d5ca; }
  img.wide { width: 660px; }
  img.narrow { width: 260px; }
  .problem { max-width: 320px; padding: 12px; border: 1px solid #b3382c; color: #b3382c; white-space: pre-wrap; }
  ${variants.map((id) => `body:has(#show-${id}:not(:checked)) .${id} { display: none; }`).join('\n  ')}
</style>
<h1>Every screen</h1>
<p>${escaped(about)}</p>
<header>${variants
  .map(
    (id) =>
      `<label><input type="checkbox" id="show-${id}" checked> ${escaped(id.replaceAll('-', ' '))}</label>`,
  )
  .join('')}</header>
<nav>${screens.map(({ id, title }) => `<a href="#${id}">${escaped(title)}</a><br>`).join('')}</nav>
${screens.map((screen) => sectionOf(screen, variants)).join('\n')}
</html>
`;

const sectionOf = ({ id, title, pictures }: Shown, variants: readonly string[]): string => {
  const figures = variants.flatMap((variant) => {
    const taken = pictures.get(variant);
    if (taken === undefined) return [];
    const caption = variant.replaceAll('-', ' ');
    const size = variant.endsWith('-390') ? 'narrow' : 'wide';
    const shown =
      'file' in taken
        ? `<a href="${taken.file}"><img loading="lazy" class="${size}" src="${taken.file}" alt="${escaped(`${title}, ${caption}`)}"></a>`
        : `<p class="problem">${escaped(taken.problem)}</p>`;
    return [`<figure class="${variant}">${shown}<figcaption>${caption}</figcaption></figure>`];
  });
  return `<section id="${id}"><h2>${escaped(title)}</h2><div class="row">${figures.join('')}</div></section>`;
};
