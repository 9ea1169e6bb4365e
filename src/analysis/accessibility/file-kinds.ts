import { mentions, phrasesOf } from './words.ts';

/** A kind of file that a browser does not show as a page. */
export interface FileKind {
  readonly extension: string;
  /** Words that tell a visitor of the kind, in `plain` form. */
  readonly words: ReadonlySet<string>;
  /** Whether it is heard or seen over time. */
  readonly isMedia: boolean;
}

const families: readonly {
  readonly extensions: readonly string[];
  readonly words: ReadonlySet<string>;
  readonly isMedia?: boolean;
}[] = [
  { extensions: ['pdf'], words: phrasesOf('pdf, acrobat') },
  {
    extensions: ['doc', 'docx', 'docm', 'odt', 'rtf', 'pages'],
    words: phrasesOf('doc, docx, docm, odt, rtf, word, opendocument, document'),
  },
  {
    extensions: ['xls', 'xlsx', 'xlsm', 'ods', 'csv'],
    words: phrasesOf(
      'xls, xlsx, xlsm, ods, csv, excel, spreadsheet, tabelle, tableur, hoja de cálculo',
    ),
  },
  {
    extensions: ['ppt', 'pptx', 'odp', 'key'],
    words: phrasesOf(
      'ppt, pptx, odp, powerpoint, slides, presentation, präsentation, présentation, presentación',
    ),
  },
  {
    extensions: ['zip', 'gz', 'tgz', 'rar', '7z', 'exe', 'msi', 'dmg', 'apk', 'iso'],
    words: phrasesOf(
      'zip, gz, tgz, rar, 7z, exe, msi, dmg, apk, iso, archive, installer, download, herunterladen, télécharger, descargar, scarica',
    ),
  },
  { extensions: ['epub', 'mobi'], words: phrasesOf('epub, mobi, kindle, e book, ebook') },
  {
    extensions: ['mp3', 'wav', 'ogg', 'oga', 'm4a', 'flac', 'aac', 'wma', 'aiff'],
    words: phrasesOf(
      'mp3, wav, ogg, oga, m4a, flac, aac, wma, aiff, audio, podcast, sound, recording, listen, hear, anhören, hören, écouter, escuchar, ascolta, luister',
    ),
    isMedia: true,
  },
  {
    extensions: ['mp4', 'mov', 'avi', 'wmv', 'mkv', 'webm', 'ogv', 'mpg', 'mpeg', 'm4v', 'flv'],
    words: phrasesOf(
      'mp4, mov, avi, wmv, mkv, webm, ogv, mpg, mpeg, m4v, flv, video, film, movie, clip, watch, ansehen, regarder, voir, guarda, bekijk',
    ),
    isMedia: true,
  },
  {
    extensions: ['jpg', 'jpeg', 'png', 'gif', 'webp', 'svg', 'tif', 'tiff', 'bmp', 'avif', 'heic'],
    words: phrasesOf(
      'jpg, jpeg, png, gif, webp, svg, tif, tiff, bmp, avif, heic, image, photo, photograph, picture, graphic, drawing, illustration, map, plan, poster, screenshot, chart, diagram, larger, enlarge, full size, zoom, bild, foto, grafik, photographie, imagen, immagine, afbeelding, imagem',
    ),
  },
];

const byExtension = new Map(
  families.flatMap(({ extensions, words, isMedia = false }) =>
    extensions.map((extension): [string, FileKind] => [extension, { extension, words, isMedia }]),
  ),
);

/** The kind of file that a path names by its ending; null for pages and unknown endings. */
export function fileKindOf(pathname: string): FileKind | null {
  const extension = /\.([a-z0-9]{2,5})$/i.exec(pathname.slice(-200))?.[1]?.toLowerCase();
  return (extension !== undefined && byExtension.get(extension)) || null;
}

/** Whether a text tells that a file of this kind follows. */
export function isSaid({ words }: FileKind, text: string): boolean {
  return mentions(text, words);
}
