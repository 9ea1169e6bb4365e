import { isHiddenFromTechnology } from '../controls.ts';
import { closest, isOnScreen, isSeen, type Page, shownText, walk } from '../page.ts';
import { pageRules, type Sight, understanding } from '../rule.ts';
import type { SnapshotElement } from '../snapshot.ts';
import { textBlocks } from '../text-blocks.ts';
import { countWords, offers, phrasesOf } from '../words.ts';

/** Rules about sound and film. */
export const mediaRules = pageRules({
  'video-without-captions': {
    title: 'A video has no captions',
    wcag: ['1.2.2'],
    level: 'A',
    verdict: 'failed',
    severity: 'critical',
    advice:
      'Add captions, and a transcript in text beside it: `<track kind="captions" srclang="en" label="English" src="film.vtt">`.',
    help: 'https://www.w3.org/WAI/standards-guidelines/act/rules/eac66b/',
    find: videosWithoutCaptions,
  },
  'audio-without-transcript': {
    title: 'A recording has no transcript',
    wcag: ['1.2.1'],
    level: 'A',
    verdict: 'failed',
    severity: 'critical',
    advice:
      'Write down what is said, below the player or on a page that a link “Transcript” leads to.',
    help: 'https://www.w3.org/WAI/standards-guidelines/act/rules/e7aa44/',
    find: audioWithoutTranscript,
  },
  'embedded-video': {
    title: 'A video comes from another site',
    wcag: ['1.2.2'],
    level: 'A',
    verdict: 'review',
    severity: 'moderate',
    advice: 'Look whether it has captions that people wrote, and whether anything in it flashes.',
    help: understanding('captions-prerecorded'),
    find: embeddedVideos,
  },
  'media-without-controls': {
    title: 'A film or recording has no controls',
    wcag: ['2.1.1'],
    level: 'A',
    verdict: 'review',
    severity: 'moderate',
    advice: 'Add the controls attribute, or buttons that work by keyboard.',
    help: understanding('keyboard'),
    find: mediaWithoutControls,
  },
  'object-without-alternative': {
    title: 'An embedded object has neither a name nor anything to show instead',
    wcag: ['1.1.1'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Name it by title or aria-label, and put an alternative inside: `<object data="plan.svg" title="Plan of the ground floor">…</object>`.',
    help: 'https://www.w3.org/WAI/standards-guidelines/act/rules/8fc3b6/',
    find: objectsWithoutAlternative,
  },
});

/** Words by which links and headings lead to what a recording says. */
const alternatives = phrasesOf(
  'transcript, transcripts, transcription, captions, captioned, subtitles, subtitled, text version, text alternative, audio description, audio described, described video, sign language, in text form',
  'transkript, abschrift, untertitel, textfassung, audiodeskription, transcription textuelle, sous titres, version texte, transcripción, subtítulos, transcriptie, ondertiteling, trascrizione, sottotitoli',
);
/** Names of files that carry their alternative in themselves, or have no sound. */
const selfTold =
  /silent|muted?\b|no-?(?:sound|audio)|caption|subtitle|voice-?over|describ|descript|signed|loop\b|background|b-?roll/i;
/** As many words may be a transcript. */
const transcriptWords = 20;

/**
 * Certain only for a film that a visitor starts, on a page that offers nothing instead of it. Captions
 * may be part of the picture, and text around it may be the transcript: that takes a person.
 */
function* videosWithoutCaptions(page: Page): Generator<Sight> {
  for (const video of page.tagged('video').filter(isOnScreen)) {
    const isStarted = 'controls' in video.attributes && !('autoplay' in video.attributes);
    if (!isStarted || sourcesOf(video).length === 0) continue;
    const tracks = [...walk(video)].filter(
      ({ tag, attributes }) => tag === 'track' && attributes.src,
    );
    if (tracks.some(({ attributes }) => /^(?:captions|subtitles)?$/i.test(attributes.kind ?? '')))
      continue;
    const isCertain =
      !isToldElsewhere(page, false) &&
      !sourcesOf(video).some((src) => selfTold.test(src)) &&
      !hasCompanion(page, video);
    yield {
      element: video,
      evidence: `No <track> of captions${isCertain ? ', and neither text nor a link to a transcript on the page' : ''}.`,
      ...(isCertain ? {} : { verdict: 'review' }),
    };
  }
}

function* audioWithoutTranscript(page: Page): Generator<Sight> {
  for (const audio of page.tagged('audio').filter(isSeen)) {
    if (!('controls' in audio.attributes) || sourcesOf(audio).length === 0) continue;
    const isCertain = !isToldElsewhere(page, true) && page.tagged('video').length === 0;
    yield {
      element: audio,
      evidence: isCertain
        ? 'Neither text nor a link to a transcript on the page.'
        : 'Nothing says where its transcript is.',
      ...(isCertain ? {} : { verdict: 'review' }),
    };
  }
}

function sourcesOf(media: SnapshotElement): readonly string[] {
  return [media, ...walk(media)].flatMap(({ tag, attributes }) =>
    (tag === 'source' || tag === media.tag) && attributes.src ? [attributes.src.slice(0, 500)] : [],
  );
}

/** A sound track beside a film, such as an audio description. */
function hasCompanion(page: Page, video: SnapshotElement): boolean {
  return page
    .tagged('audio')
    .some((audio) => closest(audio, (one) => one === video.parent) !== null);
}

/** Text that a screen reader is told, enough for a transcript, or words that lead to one. */
function isToldElsewhere(page: Page, mustBeSeen: boolean): boolean {
  let words = 0;
  for (const { element, text, lines } of textBlocks(page)) {
    if (isHiddenFromTechnology(element)) continue;
    if (mustBeSeen && lines.every(({ box }) => box.x + box.width <= 0)) continue;
    if (offers(text.slice(0, 2_000), alternatives)) return true;
    words += countWords(text);
  }
  return words >= transcriptWords;
}

const players =
  /^https?:\/\/(?:www\.|player\.)?(?:youtube(?:-nocookie)?\.com\/embed|vimeo\.com\/(?:video\/)?\d|dailymotion\.com\/embed|wistia\.|fast\.wistia\.)/i;

function* embeddedVideos(page: Page): Generator<Sight> {
  for (const frame of page.tagged('iframe').filter(isOnScreen)) {
    const src = (frame.attributes.src ?? '').replace(/^\/\//, 'https://');
    if (players.test(src)) yield { element: frame, evidence: `From ${new URL(src).host}.` };
  }
}

/** A script may have built its own controls. */
function* mediaWithoutControls(page: Page): Generator<Sight> {
  for (const media of page.tagged('video').filter(isOnScreen)) {
    if (
      'controls' in media.attributes ||
      'autoplay' in media.attributes ||
      sourcesOf(media).length === 0
    )
      continue;
    yield { element: media, evidence: 'No controls attribute, and it does not play by itself.' };
  }
}

/** Objects that hold a page have its text; one that failed to load shows what is inside instead. */
function* objectsWithoutAlternative(page: Page): Generator<Sight> {
  for (const object of page.tagged('object', 'embed')) {
    const { data, src, type = '', role } = object.attributes;
    const address = data ?? src;
    if (
      !address ||
      role ||
      isHiddenFromTechnology(object) ||
      object.box === null ||
      object.style.visibility !== 'visible'
    )
      continue;
    if (
      object.name !== '' ||
      /html|xml/i.test(type) ||
      /\.(?:html?|php|aspx?)(?:$|[?#])/i.test(address)
    )
      continue;
    if ([...walk(object)].some((one) => one !== object && (one.tag === 'html' || isTold(one))))
      continue;
    yield {
      element: object,
      evidence: `It embeds ${address.slice(0, 120)}${type ? ` (${type.slice(0, 60)})` : ''}.`,
    };
  }
}

function isTold(element: SnapshotElement): boolean {
  return (
    (element.tag === 'img' && element.name !== '' && element.box !== null) ||
    (element.tag !== 'object' && shownText(element) !== '')
  );
}
