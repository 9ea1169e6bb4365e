/*
 * Expressions that are evaluated in a page, as text: these tests are checked without the types of a
 * browser. Each gives a list of what is wrong; an empty one is good.
 */

/** Text whose contrast is below WCAG 2.2, 1.4.3, and bars of days below 1.4.11, with the ratio. */
export const contrastFaults = `(() => {
  const rgb = (text) => {
    const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number);
    return { r, g, b, a };
  };
  const over = (top, under) => ({
    r: top.r * top.a + under.r * (1 - top.a),
    g: top.g * top.a + under.g * (1 - top.a),
    b: top.b * top.a + under.b * (1 - top.a),
    a: 1,
  });
  const behind = (element) => {
    const layers = [];
    for (let each = element; each; each = each.parentElement) {
      layers.push(rgb(getComputedStyle(each).backgroundColor));
    }
    return layers.reduceRight((under, top) => over(top, under), { r: 255, g: 255, b: 255, a: 1 });
  };
  const light = ({ r, g, b }) => {
    const [R, G, B] = [r, g, b].map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * R + 0.7152 * G + 0.0722 * B;
  };
  const contrast = (one, other) => {
    const [a, b] = [light(one), light(other)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  const faults = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement: element, textContent } = walker.currentNode;
    const style = getComputedStyle(element);
    if (textContent.trim() === '' || element.closest('noscript, [hidden], .unseen, .dot')) continue;
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const under = behind(element);
    const ratio = contrast(over(rgb(style.color), under), under);
    if (ratio < (isLarge ? 3 : 4.5)) faults.push(ratio.toFixed(2) + ' ' + textContent.trim().slice(0, 40));
  }
  for (const kind of ['up', 'dip', 'out', 'work']) {
    const bar = document.querySelector('.day.' + kind);
    if (!bar) continue;
    const ratio = contrast(rgb(getComputedStyle(bar).backgroundColor), behind(bar.parentElement));
    if (ratio < 3) faults.push(ratio.toFixed(2) + ' bar ' + kind);
  }
  return faults;
})()`;

/** What assistive technology would stumble over: landmarks, headings, names, ids, language. */
export const structureFaults = `(() => {
  const faults = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const one = (selector) => {
    const { length } = all(selector);
    if (length !== 1) faults.push(length + ' of ' + selector);
  };
  one('main'); one('body > header'); one('nav[aria-label="Main"]'); one('h1'); one('html[lang]');
  let level = 0;
  for (const heading of all('h1, h2, h3, h4, h5, h6')) {
    const next = Number(heading.tagName[1]);
    if (next > level + 1) faults.push('h' + level + ' then h' + next + ': ' + heading.textContent.slice(0, 30));
    if (heading.textContent.trim() === '') faults.push('empty heading');
    level = next;
  }
  for (const element of all('a, button, input:not([type=hidden]), select, textarea, [tabindex="0"], summary')) {
    const label = element.ariaLabel ?? element.labels?.[0]?.textContent ?? element.textContent;
    if (label.trim() === '') faults.push('no name: ' + element.outerHTML.slice(0, 80));
  }
  for (const image of all('img')) if (!image.hasAttribute('alt')) faults.push('no alt: ' + image.src);
  for (const drawing of all('svg')) if (drawing.ariaHidden !== 'true') faults.push('svg is told');
  const ids = all('[id]').map(({ id }) => id);
  for (const id of ids) if (ids.filter((each) => each === id).length > 1) faults.push('id twice: ' + id);
  for (const element of all('[aria-labelledby]')) {
    if (!document.getElementById(element.getAttribute('aria-labelledby'))) faults.push('label of nothing');
  }
  if (document.title.trim() === '') faults.push('no title');
  return faults;
})()`;
