/// <reference lib="dom" />
// Runs in pages: what is in here stands on its own.
import type {
  RepeatedChange,
  VanishedText,
} from '../../../../analysis/accessibility/time-facts.ts';
import type { Places } from '../keyboard/eye-places.ts';
import type { Stills } from './clock-still.ts';

/** Watching what scripts do to a page. */
export interface Watch {
  start(): void;
  /** How many things changed so far, and milliseconds since the last of it. */
  pulse(): { readonly changed: number; readonly quietMs: number };
  /** Ends the watch. */
  outcome(): { readonly changes: RepeatedChange[]; readonly vanished: VanishedText[] };
}

/** Installs {@link Watch}. */
export function installWatch(clock: Watch & Stills & Places): void {
  const mostTracked = 60;
  const mostTexts = 1500;
  const mostLooks = 600;
  const sampleMs = 100;
  /** Of full light, less is no flash. */
  const leastFlash = 0.1;
  interface Track {
    text: string;
    place: string;
    look: string;
    light: number;
    direction: number;
    turns: number;
    readonly times: Record<RepeatedChange['kind'], number[]>;
  }
  const tracks = new Map<Element, Track>();
  const shownTexts = new Map<Element, { readonly text: string; goneMs: number | null }>();
  let startedAt = 0;
  let lastAt = 0;
  let looks = 0;
  let timer = 0;

  const textOf = (element: Element) =>
    // biome-ignore lint/performance/useDomNodeTextContent: words that are not shown do not count.
    ((element as HTMLElement).innerText ?? '').replace(/\s+/g, ' ').trim().slice(0, 2000);
  const placeOf = (element: Element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const { scrollLeft, scrollTop } = element;
    const box = [x + scrollX, y + scrollY, width, height, scrollLeft, scrollTop];
    return box.map((one) => Math.round(one / 3)).join(' ');
  };
  const lookOf = (element: Element) => {
    const { backgroundColor, backgroundImage, color, opacity, visibility, display } =
      getComputedStyle(element);
    return [
      backgroundColor,
      backgroundImage.slice(0, 200),
      color,
      opacity,
      visibility,
      display,
    ].join(' ');
  };
  // Between 0 and 1; what is not shown counts as more than all light, for something else is seen there.
  const lightOf = (element: Element): number => {
    const { backgroundColor, opacity, visibility, display } = getComputedStyle(element);
    if (visibility !== 'visible' || display === 'none' || opacity === '0') return 2;
    const [red = 255, green = 255, blue = 255, alpha = 1] = (
      backgroundColor.match(/[\d.]+/g) ?? []
    ).map(Number);
    const own = (red * 0.2126 + green * 0.7152 + blue * 0.0722) / 255;
    return Number(opacity) * (own * alpha + 1 - alpha);
  };
  const sampleLight = (element: Element, track: Track) => {
    const light = lightOf(element);
    const step = light - track.light;
    if (Math.abs(step) < leastFlash) return;
    if (Math.sign(step) !== track.direction) track.turns += 1;
    Object.assign(track, { light, direction: Math.sign(step) });
  };
  const note = (track: Track, kind: RepeatedChange['kind']) => {
    lastAt = performance.now();
    if (track.times[kind].length < 500) track.times[kind].push(lastAt);
  };
  const sample = () => {
    for (const [element, track] of tracks) {
      if (!element.isConnected) continue;
      const text = textOf(element);
      if (text !== track.text) note(track, 'text');
      const place = placeOf(element);
      // Text that grows takes its box along.
      if (place !== track.place && text === track.text) note(track, 'place');
      Object.assign(track, { text, place });
    }
    for (const [element, shown] of shownTexts) {
      if (shown.goneMs !== null) continue;
      const visible =
        element.isConnected &&
        element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
      if (!visible) shown.goneMs = performance.now() - startedAt;
    }
  };
  const sampleLook = (element: Element, track: Track) => {
    if (looks >= mostLooks) return;
    looks += 1;
    const look = lookOf(element);
    if (look !== track.look) note(track, 'look');
    track.look = look;
    sampleLight(element, track);
  };
  const track = (element: Element | null): Track | null => {
    if (!(element instanceof HTMLElement) || /^(?:HTML|HEAD|SCRIPT|STYLE)$/.test(element.tagName))
      return null;
    const known = tracks.get(element);
    if (known || tracks.size >= mostTracked) return known ?? null;
    const fresh: Track = {
      text: textOf(element),
      place: placeOf(element),
      look: lookOf(element),
      light: lightOf(element),
      direction: 0,
      turns: 0,
      times: { text: [], place: [], look: [] },
    };
    tracks.set(element, fresh);
    return fresh;
  };
  const observer = new MutationObserver((records) => {
    for (const { target, type } of records.slice(0, 200)) {
      const element = target instanceof Element ? target : target.parentElement;
      const known = element !== null && tracks.has(element);
      const tracked = track(element);
      if (!element || !tracked) continue;
      // What it was before its first change is not known any more: that it changed is.
      if (!known) note(tracked, type === 'attributes' ? 'look' : 'text');
      else if (type === 'attributes') sampleLook(element, tracked);
    }
  });
  const onScroll = ({ target }: Event) => {
    if (target instanceof Element) track(target);
  };

  clock.start = () => {
    startedAt = performance.now();
    lastAt = startedAt;
    for (const element of clock.all()) {
      if (shownTexts.size >= mostTexts) break;
      const own = [...element.childNodes].some(
        (node) => node.nodeType === 3 && (node as Text).data.trim().length > 2,
      );
      if (own && clock.shows(element))
        shownTexts.set(element, { text: textOf(element), goneMs: null });
    }
    observer.observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: ['style', 'class', 'src', 'hidden', 'width', 'height', 'color', 'bgcolor'],
    });
    document.addEventListener('scroll', onScroll, { capture: true, passive: true });
    timer = setInterval(sample, sampleMs) as unknown as number;
  };
  clock.pulse = () => ({
    changed: [...tracks.values()].reduce(
      (sum, { times }) => sum + times.text.length + times.place.length + times.look.length,
      0,
    ),
    quietMs: performance.now() - lastAt,
  });
  const extentAround = (element: Element) => {
    const own = clock.extentOf(element);
    const shown = own.width > 0 ? element : element.parentElement;
    return shown ? clock.extentOf(shown) : own;
  };
  clock.outcome = () => {
    observer.disconnect();
    document.removeEventListener('scroll', onScroll, { capture: true });
    clearInterval(timer);
    sample();
    const endedAt = performance.now();
    const all = document.body ? textOf(document.body) : '';
    const changes: RepeatedChange[] = [];
    for (const [element, { times, text, turns }] of tracks) {
      const inner = [...tracks].some(
        ([other, { times: theirs }]) =>
          other !== element && element.contains(other) && theirs.text.length >= times.text.length,
      );
      for (const kind of ['text', 'place', 'look'] as const) {
        const [first, last] = [times[kind][0], times[kind].at(-1)];
        if (first === undefined || last === undefined || (kind === 'text' && inner)) continue;
        if (!element.isConnected) continue;
        const carousel = kind === 'text' ? null : clock.carouselOf(element);
        const blamed = carousel ?? element;
        const path = clock.pathOf(blamed);
        if (carousel && changes.some((one) => one.path === path && one.kind === kind)) continue;
        const spanMs = Math.round(last - first);
        const flashes = kind === 'look' && spanMs > 900 ? turns / 2 : 0;
        changes.push({
          path,
          kind,
          times: times[kind].length,
          spanMs,
          flashesPerSecond: flashes > 0 ? flashes / (spanMs / 1000) : 0,
          ...extentAround(blamed),
          isProgress: clock.isProgress(element),
          isCarousel: clock.carouselOf(element) !== null,
          goesOn: endedAt - last < 2500,
          hasCompany: all.length > text.length + 10,
        });
      }
    }
    const vanished: VanishedText[] = [];
    for (const [element, { text, goneMs }] of shownTexts) {
      if (goneMs === null || all.includes(text.slice(0, 60)) || clock.carouselOf(element)) continue;
      const isFixed = element.isConnected && getComputedStyle(element).position === 'fixed';
      const isMessage =
        isFixed ||
        element.closest('[role=alert],[role=status],[aria-live=polite],[aria-live=assertive]') !==
          null;
      vanished.push({
        path: clock.pathOf(element),
        text: text.slice(0, 100),
        afterMs: Math.round(goneMs),
        isMessage,
      });
    }
    return { changes: changes.slice(0, 40), vanished: vanished.slice(0, 20) };
  };
}
