/// <reference lib="dom" />
// Runs in pages: what is in here stands on its own.
import type { Overlay } from '../../../../analysis/accessibility/keyboard-facts.ts';
import type { Places } from './eye-places.ts';

/** A point of the window. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a control is, as far as it matters for what may be done with it. */
export interface Control {
  readonly path: string;
  readonly tag: string;
  readonly label: string;
  /** Whether it sends a form, or could. */
  readonly submits: boolean;
  /** As written; null without. */
  readonly href: string | null;
  readonly role: string | null;
  /** Whether ARIA says that it opens, unfolds or switches something. */
  readonly opens: boolean;
  /** Controls of one kind look and act alike. */
  readonly kind: string;
}

/** Doing things that are not done by real keys and a real mouse, and asking before they are. */
export interface Hands {
  /** Makes changes of style take no time, so that they are seen at once. */
  hurry(): void;
  focus(path: string): boolean;
  /** Takes the focus away, so that Tab begins where the page begins. */
  release(): void;
  /** Null for what is not shown. */
  controls(paths: readonly string[]): readonly (Control | null)[];
  /** The middle of what is shown of an element, scrolled into the window; null where something lies over it. */
  pointOf(path: string): Point | null;
  closersOf(path: string): Overlay['closers'];
  isWithin(inner: string | null, outer: string): boolean;
  isThere(path: string): boolean;
  /** States that tell whether something is open: `aria-expanded=true` and the like, of the control and what it stands in. */
  statesOf(path: string): string;
  /** Elements that styles for `:hover` speak of, with their places. */
  hoverTriggers(): readonly string[];
  /** All text that can be read. */
  visibleText(): string;
  focusablesOf(path: string): readonly string[];
  /** Pretends that the device was tilted and turned. */
  tilt(): void;
  /** Which of all options, and how many there are. */
  optionsOf(path: string): { readonly chosen: number; readonly count: number } | null;
}

/** Installs {@link Hands}. */
export function installHands(eye: Hands & Places): void {
  const closing =
    /^(?:[×✕✖⨯✗]|(?:x|close|close (?:this )?(?:window|dialog|box|popup|menu|overlay)|dismiss|cancel|ok|okay|got it|no,? thanks?|done|schlie(?:ß|ss)en|fermer|cerrar|chiudi|sluiten)\b)\W*$/i;

  eye.hurry = () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '*,::before,::after{transition-duration:0s!important;transition-delay:0s!important;animation-duration:1ms!important;animation-delay:0s!important;animation-iteration-count:1!important;scroll-behavior:auto!important}',
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  };
  eye.focus = (path) => {
    const element = eye.find(path);
    element?.focus();
    return element !== null && eye.active() === element;
  };
  eye.release = () => {
    eye.active()?.blur();
    getSelection()?.removeAllRanges();
    // Tab goes on from where the focus was last: from an element that is gone, it begins anew.
    const start = document.createElement('span');
    start.tabIndex = -1;
    document.body?.prepend(start);
    start.focus({ preventScroll: true });
    start.remove();
    scrollTo(0, 0);
  };
  const control = (path: string): Control | null => {
    const element = eye.find(path);
    if (!element?.isConnected || !eye.shows(element)) return null;
    const { form, type } = element as HTMLButtonElement;
    const isInput = element.tagName === 'INPUT';
    const sends = isInput ? ['submit', 'image', 'reset', 'file'].includes(type) : type !== 'button';
    const isButton = element.tagName === 'BUTTON' || isInput;
    const kind = `${eye.named(element)} < ${element.parentElement ? eye.named(element.parentElement) : ''}`;
    return {
      path,
      tag: element.tagName.toLowerCase(),
      label: eye.labelOf(element),
      submits: isButton && sends && (form != null || isInput),
      href: element.getAttribute('href'),
      role: element.getAttribute('role'),
      opens: element.matches(
        '[aria-haspopup],[aria-expanded],[aria-controls],[data-toggle],[data-bs-toggle],[popovertarget],[commandfor]',
      ),
      kind: `${kind} ${element.getAttribute('role') ?? ''}`,
    };
  };
  eye.controls = (paths) => paths.map(control);
  eye.pointOf = (path) => {
    const element = eye.find(path);
    if (!element?.isConnected || element.ownerDocument !== document) return null;
    element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    for (const { x, y, width, height } of element.getClientRects()) {
      const point = { x: x + width / 2, y: y + height / 2 };
      const hit = document.elementFromPoint(point.x, point.y);
      if (hit && (eye.contains(element, hit) || hit.shadowRoot?.contains(element))) return point;
    }
    return null;
  };
  eye.closersOf = (path) => {
    const overlay = eye.find(path);
    if (!overlay) return [];
    const all = [overlay, ...overlay.querySelectorAll('*')].slice(0, 500) as HTMLElement[];
    const closers = all.filter((element) => {
      if (!eye.shows(element)) return false;
      const label = eye.labelOf(element);
      const { cursor } = getComputedStyle(element);
      const pressable = cursor === 'pointer' || element.matches('button,a,[role=button],[onclick]');
      const classed = /(?:^|[-_])(?:close|dismiss)/i.test(element.getAttribute('class') ?? '');
      return pressable && label.length < 40 && (closing.test(label) || classed);
    });
    const innermost = closers.filter(
      (one) => !closers.some((other) => other !== one && one.contains(other)),
    );
    return innermost.slice(0, 5).map((element) => {
      const around: Element[] = [];
      for (let at: Element | null = element; at && at !== overlay; at = at.parentElement)
        around.push(at);
      const focusable = around.some((one) => eye.focusablesIn(one).length > 0);
      return { text: eye.labelOf(element), focusable };
    });
  };
  eye.isWithin = (inner, outer) => {
    const holder = eye.find(outer);
    return inner !== null && holder !== null && eye.contains(holder, eye.find(inner));
  };
  eye.isThere = (path) => {
    const element = eye.find(path);
    return element?.isConnected === true && eye.shows(element);
  };
  eye.statesOf = (path) => {
    const element = eye.find(path);
    if (!element) return '';
    const told = [
      element,
      element.closest('details'),
      ...element.querySelectorAll('[aria-expanded]'),
    ];
    const names = [
      'aria-expanded',
      'aria-pressed',
      'aria-selected',
      'aria-checked',
      'aria-label',
      'open',
    ];
    const states = told.flatMap((one) => names.map((name) => `${name}=${one?.getAttribute(name)}`));
    return [...states, eye.labelOf(element)].join(' ');
  };
  eye.hoverTriggers = () => {
    const triggers = new Set<string>();
    const visit = (rules: CSSRuleList, depth: number): void => {
      for (const rule of [...rules].slice(0, 20_000)) {
        const nested = (rule as CSSGroupingRule).cssRules;
        if (nested && depth < 4) visit(nested, depth + 1);
        const { selectorText, style } = rule as CSSStyleRule;
        if (!selectorText?.includes(':hover') || !style || triggers.size >= 60) continue;
        const shows = [
          'display',
          'visibility',
          'opacity',
          'left',
          'right',
          'top',
          'height',
          'max-height',
          'clip',
          'clip-path',
          'transform',
          'content-visibility',
        ];
        if (!shows.some((name) => style.getPropertyValue(name) !== '')) continue;
        for (const selector of selectorText.split(',')) {
          const [start = ''] = selector.split(':hover');
          // Only where another element is shown than the one that is pointed at.
          if (!/:hover[^\s>+~]*\s*[\s>+~]\s*\S/.test(selector)) continue;
          try {
            const where = start.trim() === '' ? [] : document.querySelectorAll(start);
            for (const element of [...where].slice(0, 30)) {
              if (eye.shows(element)) triggers.add(eye.pathOf(element));
            }
          } catch {
            // A selector that stands only together with its parent's.
          }
        }
      }
    };
    for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) {
      try {
        visit(sheet.cssRules, 0);
      } catch {
        // A sheet from elsewhere may not be read.
      }
    }
    return [...triggers];
  };
  eye.visibleText = () => {
    // biome-ignore lint/performance/useDomNodeTextContent: words that are not shown do not count.
    return (document.body?.innerText ?? '').slice(0, 200_000);
  };
  eye.focusablesOf = (path) => {
    const element = eye.find(path);
    return element ? eye.focusablesIn(element).map((one) => eye.pathOf(one)) : [];
  };
  eye.tilt = () => {
    const rate = { alpha: 20, beta: 30, gamma: 40 };
    const pull = { x: 9, y: 12, z: 15 };
    for (let at = 0; at < 3; at += 1) {
      const sign = at % 2 === 0 ? 1 : -1;
      const turned = { alpha: 90 * sign, beta: 45 * sign, gamma: 40 * sign, absolute: false };
      dispatchEvent(new DeviceOrientationEvent('deviceorientation', turned));
      const shaken = { x: pull.x * sign, y: pull.y * sign, z: pull.z * sign };
      dispatchEvent(
        new DeviceMotionEvent('devicemotion', {
          acceleration: shaken,
          accelerationIncludingGravity: shaken,
          rotationRate: rate,
          interval: 16,
        }),
      );
    }
  };
  eye.optionsOf = (path) => {
    const select = eye.find(path);
    if (select?.tagName !== 'SELECT') return null;
    const { selectedIndex, options } = select as HTMLSelectElement;
    return { chosen: selectedIndex, count: options.length };
  };
}
