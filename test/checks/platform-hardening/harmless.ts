import type platformHardening from '../../../checks/platform-hardening/index.ts';
import type { AnswerOptions } from '../../support/artifacts.ts';
import type { CheckCases } from '../../support/check-tester.ts';
import { type Asked, answered, notFound } from './answers.ts';

type Case = NonNullable<CheckCases<typeof platformHardening>['passed']>[number];

const harmlessCase = (name: string, asked: Asked): Case => ({ name, artifacts: answered(asked) });
const at = (name: string, path: string, page: AnswerOptions) =>
  harmlessCase(name, { paths: { [path]: page } });
const installed =
  '<h1>Already Installed</h1><p>You appear to have already installed WordPress.</p>';

/** Sites at which there is nothing to find, however it looks. */
export const harmless: readonly Case[] = [
  harmlessCase('a site that hides everything', {
    paths: { '/.git/HEAD': notFound, '/.env': { status: 403, body: 'Forbidden' } },
  }),
  harmlessCase('a site that answers every path with its home page', {
    control: { body: '<!doctype html><h1>Shop</h1> ref: refs/heads/main' },
    paths: { '/.git/HEAD': { body: '<!doctype html><h1>Shop</h1> ref: refs/heads/main' } },
  }),
  at('an HTML page in place of .env', '/.env', {
    body: '<!DOCTYPE html><html><body>\nDB_PASSWORD=x\n</body></html>',
  }),
  at('a text in place of .git/HEAD', '/.git/HEAD', { body: 'nothing here' }),
  at('a .git/HEAD behind a redirect to the home page', '/.git/HEAD', {
    via: ['https://shop.example/'],
    body: 'ref: refs/heads/main',
  }),
  at('PHP that was run, and printed nothing', '/wp-config.php~', { body: '' }),
  at('a page about backups', '/backup.zip', { body: '<html>PK for beginners</html>' }),
  at('a log without entries of PHP', '/wp-content/debug.log', { body: 'nothing logged yet' }),
  at('the installer of an installed WordPress', '/wp-admin/install.php', { body: installed }),
  at('a WordPress whose database is up to date', '/wp-admin/upgrade.php', {
    body: '<p>No Update Required</p><p>Your WordPress database is already up to date!</p>',
  }),
  at('the installer of an installed Drupal', '/core/install.php', {
    body: '<title>Drupal already installed</title><h1>Drupal already installed</h1>',
  }),
  at('an update script that asks for a login', '/update.php', {
    status: 403,
    body: '<a href="/update.php/selection">',
  }),
  at('XML-RPC that was denied', '/xmlrpc.php', { status: 403, body: 'Forbidden' }),
  at('XML-RPC that answers with a fault', '/xmlrpc.php', {
    body: '<?xml version="1.0"?><methodResponse><fault><value><struct><member><name>faultCode</name><value><int>405</int></value></member></struct></value></fault></methodResponse>',
  }),
  at('a REST API that names nobody', '{rest}wp/v2/users?per_page=1', { body: '[]' }),
  at('a REST API that wants a login', '{rest}wp/v2/users?per_page=1', {
    status: 401,
    body: '{"code":"rest_user_cannot_view","message":"…","data":{"status":401}}',
  }),
  at('an author without an archive', '/?author=1', {
    via: ['https://shop.example/'],
    body: '<h1>Shop</h1>',
  }),
  at('an empty folder page', '/wp-content/uploads/', { body: '' }),
  at('a running Umbraco', '/umbraco/management/api/v1/server/status', {
    body: '{"serverStatus":"Run"}',
  }),
  at('an Umbraco that is just starting', '/umbraco/management/api/v1/server/status', {
    body: '{"serverStatus":"Boot"}',
  }),
  at('a trace that is off', '/trace.axd', {
    status: 403,
    body: '<title>Trace Error</title>',
  }),
  at('a settings file of something else', '/appsettings.json', { body: '{"theme":"dark"}' }),
  harmlessCase('a shop with its published theme', {
    home: { body: '<script>Shopify.theme = {"name":"Dawn","id":1,"role":"main"};</script>' },
  }),
  harmlessCase('a shop whose theme object makes no sense', {
    home: { body: '<script>Shopify.theme = {"name":[],"role":7};Shopify.theme = {]}</script>' },
  }),
  {
    name: 'a shop that is still being built behind its password',
    site: { environment: 'staging' },
    artifacts: answered({
      home: {
        via: ['https://shop.example/password'],
        body: '<input name="form_type" value="storefront_password">',
      },
    }),
  },
];
