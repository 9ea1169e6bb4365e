// The process that host/browsers.ts starts for page audits.
import { serveAudits } from './audits.ts';

serveAudits(async (job, ports) => {
  const { auditPage } = await import('../audit/audit-page.ts');
  return auditPage(job, ports);
});
