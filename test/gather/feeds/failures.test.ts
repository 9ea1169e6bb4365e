import { plugin } from '../../support/components.ts';
import { testFeedFailures } from '../../support/feed-tester.ts';
import { toyFeed } from './toy-feed.ts';

testFeedFailures({
  feed: toyFeed,
  components: [plugin('bear', '1.0'), plugin('top', '2.0')],
  answers: { 'toys/bear.txt': 'latest 1.1.', 'toys/top.txt': 'latest 2.0.' },
});
