import { barrier, engineRules, practice } from '../engine-rule.ts';

const critical = { severity: 'critical' } as const;
const nonText = 'non-text-content';
const decorative = 'https://www.w3.org/WAI/tutorials/images/decorative/';

/** Pictures, sounds and films without words for those who cannot see or hear them. */
export const alternativeRules = engineRules({
  'image-alternative-missing': barrier(
    'A picture has no text alternative',
    ['1.1.1'],
    nonText,
    'Give the picture an `alt` that says what it says; `alt=""` where it is decoration.',
    ['image-alt'],
    { ...critical, htmlcs: ['H37', 'H30.2'] },
  ),
  'image-role-alternative-missing': barrier(
    'Something that stands for a picture has no text alternative',
    ['1.1.1'],
    nonText,
    'Give the element with `role="img"` an `aria-label`.',
    ['role-img-alt'],
  ),
  'svg-alternative-missing': barrier(
    'A drawing has no text alternative',
    ['1.1.1'],
    nonText,
    'Give the `<svg>` a `<title>` or an `aria-label`; `aria-hidden="true"` where it is decoration.',
    ['svg-img-alt'],
  ),
  'object-alternative-missing': barrier(
    'An embedded object has no text alternative',
    ['1.1.1'],
    nonText,
    'Put text into the `<object>`, or give it an `aria-label`.',
    ['object-alt'],
    { htmlcs: ['H53,ARIA6', 'H35.2', 'H35.3'] },
  ),
  'image-button-alternative-missing': barrier(
    'A picture that works as a button has no text alternative',
    ['1.1.1', '4.1.2'],
    nonText,
    'Say in its `alt` what the button does.',
    ['input-image-alt'],
    { ...critical, htmlcs: ['H36'] },
  ),
  'image-map-area-nameless': barrier(
    'A part of an image map has no text alternative',
    ['2.4.4', '4.1.2'],
    'link-purpose-in-context',
    'Give every `<area>` an `alt` that says where it leads.',
    ['area-alt'],
    { ...critical, htmlcs: ['H24'] },
  ),
  'image-title-without-alternative': barrier(
    'A picture is marked as decoration, but has a title',
    ['1.1.1'],
    nonText,
    'Put the words into `alt` if the picture says something; else take the `title` away.',
    [],
    { severity: 'moderate', htmlcs: ['H67.1'], isTrusted: true },
  ),
  'image-alternative-repeats-text': practice(
    'A picture’s text alternative repeats the text beside it',
    decorative,
    'Set `alt=""`: the words are there already.',
    ['image-redundant-alt'],
    { severity: 'minor', htmlcs: ['H2.EG3', 'H2.EG4', 'H2.EG5'], isTrusted: true },
  ),
  'decoration-exposed': practice(
    'Something is marked as decoration, but assistive technology is told of it',
    decorative,
    'Take the `tabindex` or ARIA attribute away, or the mark as decoration.',
    ['presentation-role-conflict'],
    { severity: 'minor' },
  ),
  'video-without-captions': barrier(
    'A film has no captions',
    ['1.2.2'],
    'captions-prerecorded',
    'Add a `<track kind="captions">`.',
    ['video-caption'],
    critical,
  ),
  'sound-plays-by-itself': barrier(
    'Sound plays by itself',
    ['1.4.2'],
    'audio-control',
    'Start it on a press of a button; or give it a control to stop it.',
    ['no-autoplay-audio'],
  ),
  'meter-nameless': barrier(
    'A meter has no name',
    ['1.1.1'],
    nonText,
    'Give the `role="meter"` an `aria-label`.',
    ['aria-meter-name'],
  ),
  'progress-bar-nameless': barrier(
    'A progress bar has no name',
    ['1.1.1'],
    nonText,
    'Give the `role="progressbar"` an `aria-label`.',
    ['aria-progressbar-name'],
  ),
});
