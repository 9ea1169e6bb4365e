import { phrasesOf, plain } from './words.ts';

/** Words that name no purpose, even with a sentence around them: they speak of the link, not of where it leads. */
const empty = phrasesOf(
  'click here, click, here, press here, tap here, this, this link, this page, link, page, web page, go, go here, url, this one',
  'hier, klicken sie hier, hier klicken, klick hier, klicken, dieser link, diese seite, seite',
  'ici, cliquez ici, cliquer ici, ce lien, cette page, lien',
  'aquí, haga clic aquí, haz clic aquí, clic aquí, pulse aquí, este enlace, esta página, enlace, página',
  'qui, clicca qui, cliccare qui, questo link, questa pagina, pagina',
  'klik hier, deze link, deze pagina',
  'aqui, clique aqui, este link',
  'tutaj, kliknij tutaj, kliknij, ten link',
  'här, klicka här, her, klikk her, klik her, tästä, klikkaa tästä',
);

/** Words that say that there is more, but not of what. */
const continuing = phrasesOf(
  'more, read more, learn more, find out more, see more, view more, show more, discover more, more info, more information, further information, info, information, details, more details, view details, see details, full story, read, read on, read this, continue reading, keep reading, view, see, open, download, download now, download here, learn more here, read more here, website, site',
  'mehr, weiterlesen, mehr lesen, mehr erfahren, mehr dazu, mehr infos, mehr informationen, weitere informationen, infos, ansehen, herunterladen, zum artikel',
  'plus, lire, lire la suite, lire plus, en savoir plus, savoir plus, voir plus, voir, plus d infos, plus d informations, détails, télécharger',
  'más, leer, leer más, saber más, ver más, ver, más información, más info, seguir leyendo, detalles, descargar',
  'altro, leggi, leggi tutto, leggi di più, scopri di più, scopri, continua a leggere, dettagli, vedi, maggiori informazioni, scarica',
  'meer, lees meer, lees verder, meer lezen, meer informatie, meer info, bekijk',
  'mais, ler mais, leia mais, saiba mais, ver mais, mais informações, detalhes, baixar',
  'więcej, czytaj, czytaj więcej, czytaj dalej, dowiedz się więcej, szczegóły, zobacz więcej, pobierz',
  'mer, läs mer, les mer, mere, læs mere, lisää, lue lisää, mer information',
);

/** The next step of something, which a page that has but one may leave unnamed. */
const steps = phrasesOf(
  'continue, start, get started, weiter, starten, suite, la suite, continuer, continuar, empezar, continua, inizia, verder',
);

/** Formats alone: of what? */
const formats = phrasesOf(
  'html, epub, pdf, plain text, txt, doc, docx, word, odt, rtf, xls, xlsx, excel, csv, xml, json, ppt, pptx, zip, mp3, mp4, jpg, png',
);

/** How little a link text says by itself: nothing at all, that there is more, that it goes on, or only a format. */
export type Vagueness = 'empty' | 'continuing' | 'step' | 'format';

/** What a link text leaves open; null where it names something. */
export function vaguenessOf(text: string): Vagueness | null {
  const words = plain(text);
  if (empty.has(words)) return 'empty';
  if (continuing.has(words)) return 'continuing';
  if (steps.has(words)) return 'step';
  return formats.has(words) ? 'format' : null;
}

/** Words that tell that a link opens a new window or tab. */
export const newWindowWords = phrasesOf(
  'new window, new tab, another window, another tab, separate window, separate tab, new browser window, new browser tab, external link, external, external site, external website, opens externally, pop up, popup',
  'neues fenster, neuem fenster, neuen fenster, neuer tab, neuem tab, neuen tab, anderes fenster, externer link, extern',
  'nouvelle fenêtre, nouvel onglet, autre fenêtre, lien externe, externe',
  'nueva ventana, nueva pestaña, ventana nueva, pestaña nueva, otra ventana, enlace externo, externo',
  'nuova finestra, nuova scheda, link esterno, esterno',
  'nieuw venster, nieuw tabblad, externe link',
  'nova janela, nova aba, novo separador',
  'nowe okno, nowym oknie, nowa karta, nowej karcie',
  'nytt fönster, ny flik, nyt vindue, nytt vindu, ny fane, uusi ikkuna, uuteen ikkunaan, uusi välilehti, uuteen välilehteen',
);

/** Words by which a page speaks of the text of what is heard or seen. */
export const transcriptWords = phrasesOf(
  'transcript, transcripts, transcription, captions, captioned, subtitles, subtitled, text version, text alternative, sign language, read the text, full text',
  'transkript, transkription, abschrift, mitschrift, untertitel, textfassung, textversion, volltext',
  'transcription textuelle, sous titres, version texte, transcripción, subtítulos, versión en texto',
  'trascrizione, sottotitoli, versione testuale, ondertiteling, tekstversie, uitgeschreven tekst, transcrição, legendas, transkrypcja, napisy, textning, undertekster, tekstitys',
);

/** Words by which a link to nowhere leads back to the beginning of the page. */
export const topWords = phrasesOf(
  'top, to top, back to top, go to top, top of page, top of the page, back to the top, return to top, scroll to top, up',
  'nach oben, zum seitenanfang, seitenanfang, zurück nach oben, haut, haut de page, retour en haut, arriba, volver arriba, torna su, inizio pagina, naar boven, terug naar boven, topo, voltar ao topo, do góry, till toppen, til toppen, takaisin ylös',
);

/** First words of a link that does something instead of leading somewhere. */
export const actionWords = phrasesOf(
  'do, open, close, show, hide, toggle, expand, collapse, submit, send, save, delete, remove, add, edit, cancel, clear, reset, print, share, search, play, pause, stop, start, press, click, accept, reject, decline, apply, select, choose, load, refresh, reload, upload, log, sign, buy, subscribe, unsubscribe, switch, change, copy, undo, redo, launch, run, filter, sort, mute, dismiss',
  'öffnen, schließen, anzeigen, ausblenden, senden, absenden, speichern, löschen, hinzufügen, abbrechen, drucken, suchen, abspielen, akzeptieren, ablehnen',
  'ouvrir, fermer, afficher, masquer, envoyer, enregistrer, supprimer, ajouter, annuler, imprimer, chercher, accepter, refuser',
  'abrir, cerrar, mostrar, ocultar, enviar, guardar, eliminar, borrar, añadir, cancelar, imprimir, buscar, aceptar, rechazar',
  'apri, chiudi, mostra, nascondi, invia, salva, elimina, aggiungi, annulla, stampa, cerca, accetta, rifiuta, openen, sluiten, tonen, verbergen, verzenden, opslaan, verwijderen, toevoegen, annuleren',
);
