// @ts-nocheck: the program is checked without the types of a browser.
// What a page keeps of its reader when everything else becomes new: unsent words, and what is open.

/** Whether somebody has typed or chosen something that is not sent yet, or that was refused. */
function isTouched(node) {
  if (node.matches?.('[data-keep]')) return true;
  if (node.tagName === 'SELECT') {
    return [...node.options].some(({ selected, defaultSelected }) => selected && !defaultSelected);
  }
  return 'defaultValue' in node && node.type !== 'hidden' && node.value !== node.defaultValue;
}

/** For Idiomorph: where one returns false, things stay as they are. */
export const callbacks = {
  beforeNodeMorphed: (node) => !isTouched(node),
  beforeNodeRemoved: (node) => ![node, ...(node.elements ?? [])].some(isTouched),
  beforeAttributeUpdated: (name, node) => !(name === 'open' && node.tagName === 'DETAILS'),
};
