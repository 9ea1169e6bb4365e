import { pageRules } from '../rule.ts';
import { linkAnnouncementRules } from './links/announcements.ts';
import { linkNeighbourRules } from './links/neighbours.ts';
import { linkTargetRules } from './links/targets.ts';
import { linkTextRules } from './links/text.ts';

/** Rules about links. */
export const linkRules = pageRules({
  ...linkTextRules,
  ...linkTargetRules,
  ...linkAnnouncementRules,
  ...linkNeighbourRules,
});
