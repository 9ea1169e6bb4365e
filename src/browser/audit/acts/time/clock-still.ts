/// <reference lib="dom" />
// Runs in pages: what is in here stands on its own.
import type {
  Brake,
  PlayingMedia,
  RunningAnimation,
} from '../../../../analysis/accessibility/time-facts.ts';
import type { Places } from '../keyboard/eye-places.ts';

/** What a page tells of its movements at once, without waiting. */
export interface Stills {
  animations(): RunningAnimation[];
  media(): PlayingMedia[];
  brakes(): Brake[];
  /** Pictures whose file may have several frames. */
  pictures(): { path: string; url: string; width: number; height: number }[];
  /** What may still begin: timers in scripts, and what takes its time, such as slides and messages. */
  prospects(): { readonly timers: boolean; readonly slow: boolean; readonly sinceLoadMs: number };
  /** What a row of slides is recognized by. */
  carouselOf(element: Element): Element | null;
  isProgress(element: Element): boolean;
  /** Width and height of what is shown of an element, and its first words. */
  extentOf(element: Element): { width: number; height: number; text: string };
}

/** Installs {@link Stills}. */
export function installStills(clock: Stills & Places): void {
  const most = 40;
  const messages = '[role=alert],[role=status],[role=log],[aria-live=polite],[aria-live=assertive]';
  const slides =
    '[aria-roledescription=carousel],[class*=carousel i],[class*=slideshow i],[class*=slider i],[class*=swiper i],[class*=ticker i]';
  const brakeWords =
    /\b(?:paus|stop|halt|freez|hide|hiding|mut(?:e|ing)\b|silence|unmute|volume|turn off|play\b|speed|frequency|slow|animations?\b|motion|control)|anhalt|ausblend|stumm|langsamer|geschwindigkeit|arrêt|masqu|muet|vitesse|detener|parar|ocultar|silenci|velocidad|ferma|nascond|velocità|verberg|stilzet|dempen/i;
  const scriptText = (): string =>
    [...document.scripts]
      .slice(0, 200)
      .map(({ text }) => text.slice(0, 50_000))
      .join('\n')
      .slice(0, 1_000_000);
  clock.extentOf = (element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const width = Math.max(0, Math.min(right, innerWidth) - Math.max(left, 0));
    const height = Math.max(0, bottom - Math.max(top + scrollY, 0) + scrollY);
    // biome-ignore lint/performance/useDomNodeTextContent: words that are not shown do not count.
    const text = ((element as HTMLElement).innerText ?? '').replace(/\s+/g, ' ').trim();
    return { width: Math.round(width), height: Math.round(height), text: text.slice(0, 80) };
  };
  clock.isProgress = (element) =>
    element.closest(
      'progress,meter,[role=progressbar],[role=timer],[role=meter],[aria-busy=true],[class*=spinner i],[class*=loader i],[class*=loading i],[class*=skeleton i],[class*=progress i]',
    ) !== null;
  clock.carouselOf = (element) => element.closest(slides);
  const isSeen = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true }) &&
    element.getBoundingClientRect().width > 0;
  const lightness = ['opacity', 'visibility', 'display', 'backgroundColor', 'color', 'filter'];
  const ofAnimation = (animation: Animation): RunningAnimation | null => {
    const effect = animation.effect;
    if (!(effect instanceof KeyframeEffect) || !effect.target || animation.playState !== 'running')
      return null;
    const { target } = effect;
    if (!isSeen(target)) return null;
    const { duration, iterations = 1, endTime } = effect.getComputedTiming();
    const roundMs = typeof duration === 'number' ? duration : 0;
    const frames = effect.getKeyframes();
    const skipped = ['offset', 'computedOffset', 'easing', 'composite'];
    const names = [...new Set(frames.flatMap((frame) => Object.keys(frame)))];
    const properties = names.filter(
      (name) =>
        !skipped.includes(name) && new Set(frames.map((frame) => String(frame[name]))).size > 1,
    );
    const lights = properties.filter((name) => lightness.includes(name));
    const changes = Math.max(0, ...lights.map((name) => turnsOf(frames.map((one) => one[name]))));
    const isEndless = iterations === Infinity || endTime === Infinity;
    return {
      path: clock.pathOf(target),
      by: animation instanceof CSSAnimation ? 'css' : 'script',
      name: animation instanceof CSSAnimation ? animation.animationName : animation.id,
      properties,
      roundMs,
      wholeMs: isEndless ? null : Number(endTime ?? 0),
      flashesPerSecond: roundMs > 0 ? Math.floor(changes / 2) * (1000 / roundMs) : 0,
      ...clock.extentOf(target),
      isProgress: clock.isProgress(target),
      ignoresPreference: null,
    };
  };
  // From one value to another and back is one flash; ends that differ add a change when it begins anew.
  const turnsOf = (values: readonly unknown[]): number => {
    const told = values.filter((value) => value !== undefined).map(String);
    const numbers = told.map(Number);
    if (Math.max(...numbers) - Math.min(...numbers) < 0.3) return 0;
    const steps = told.filter((value, at) => at > 0 && value !== told[at - 1]).length;
    return steps + (told.length > 1 && told[0] !== told.at(-1) ? 1 : 0);
  };
  const ofSvg = (): RunningAnimation[] =>
    [...document.querySelectorAll('svg :is(animate, animateTransform, animateMotion)')]
      .slice(0, most)
      .flatMap((element) => {
        const parent = (element as SVGAnimationElement).targetElement ?? element.parentElement;
        const svg = element.closest('svg');
        const forEver =
          element.getAttribute('repeatCount') === 'indefinite' ||
          element.getAttribute('repeatDur') === 'indefinite';
        const begin = element.getAttribute('begin') ?? '0s';
        if (!parent || !svg || !isSeen(svg) || !/^\s*[\d.]/.test(begin)) return [];
        const seconds = Number.parseFloat(element.getAttribute('dur') ?? '0');
        const roundMs = /ms\s*$/.test(element.getAttribute('dur') ?? '') ? seconds : seconds * 1000;
        const rounds = Number(element.getAttribute('repeatCount') ?? 1) || 1;
        return [
          {
            path: clock.pathOf(svg),
            by: 'svg' as const,
            name: element.tagName,
            properties: [element.getAttribute('attributeName') ?? 'transform'],
            roundMs,
            wholeMs: forEver ? null : roundMs * rounds,
            flashesPerSecond: 0,
            ...clock.extentOf(svg),
            isProgress: clock.isProgress(svg),
            ignoresPreference: null,
          },
        ];
      });
  clock.animations = () =>
    [
      ...document
        .getAnimations()
        .slice(0, 500)
        .map(ofAnimation)
        .filter((one) => one !== null),
      ...ofSvg(),
    ].slice(0, most);
  const soundOf = (media: HTMLMediaElement): boolean | null => {
    if (media instanceof HTMLAudioElement) return media.error ? null : true;
    try {
      const { captureStream } = media as HTMLMediaElement & { captureStream?: () => MediaStream };
      const tracks = captureStream?.call(media).getAudioTracks();
      return tracks ? tracks.length > 0 : null;
    } catch {
      // Of media from elsewhere a page may know nothing.
      return null;
    }
  };
  clock.media = () => {
    const found = [...document.querySelectorAll<HTMLMediaElement>('audio,video')];
    const pauses = found.length > 0 && /\.pause\s*\(/.test(scriptText());
    return found.slice(0, most).map((media) => {
      const [, start = '0', end = ''] = /#t=([\d.]*),?([\d.]*)/.exec(media.currentSrc) ?? [];
      const until = Math.min(Number(end) || Infinity, media.duration);
      const length = until - (Number(start) || 0);
      return {
        path: clock.pathOf(media),
        autoplay: media.autoplay,
        muted: media.muted,
        loop: media.loop,
        controls: media.controls,
        playing: !media.paused && !media.ended,
        seconds: Number.isNaN(length) ? null : Math.min(length, 1e6),
        hasSound: media.readyState > 0 ? soundOf(media) : null,
        ...clock.extentOf(media),
        mayBePaused: pauses,
      };
    });
  };
  clock.brakes = () =>
    [
      ...document.querySelectorAll(
        'button,input[type=button],input[type=submit],input[type=checkbox],[role=button],[role=switch],a[href],summary,[onclick]',
      ),
    ]
      .slice(0, 2000)
      .filter((element) => clock.shows(element))
      .map((element) => ({ path: clock.pathOf(element), text: clock.labelOf(element) }))
      .filter(({ text }) => text.length < 60 && brakeWords.test(text))
      .slice(0, most);
  clock.pictures = () =>
    [...document.images]
      .filter((image) => clock.shows(image) && image.naturalWidth > 0)
      .filter(({ currentSrc }) => /^(?:https?:|data:image\/(?:gif|png|webp))/.test(currentSrc))
      .filter(({ currentSrc }) => !/\.(?:jpe?g|svg|avif)(?:$|\?)/i.test(currentSrc))
      .slice(0, most)
      .map((image) => {
        const { width, height } = clock.extentOf(image);
        return { path: clock.pathOf(image), url: image.currentSrc, width, height };
      });
  clock.prospects = () => {
    const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const scripts = scriptText();
    const external = [...document.scripts].some(({ src }) => src !== '');
    const handlers = document.querySelector('[onload]') !== null;
    const timers =
      external || handlers || /setInterval|setTimeout|requestAnimationFrame/.test(scripts);
    const waiting = [...document.querySelectorAll(messages), ...document.querySelectorAll(slides)];
    return {
      timers,
      slow:
        timers &&
        waiting
          .slice(0, 100)
          .some((one) => clock.shows(one) && (one.textContent ?? '').trim().length > 10),
      sinceLoadMs: performance.now() - (entry?.loadEventEnd ?? 0),
    };
  };
}
