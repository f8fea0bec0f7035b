import type { Answer } from '../../../audit/store.ts';
import type { Catalog } from '../../../catalog/catalog.ts';
import { withFreshCatalog } from '../../../catalog/freshness.ts';
import { CustomerParams } from '../../../customers/contract.ts';
import { Fault } from '../../../platform/contract.ts';
import { readCsv } from '../../../platform/csv.ts';
import { malformed, sendFault } from '../../../platform/faults.ts';
import { inLocale, type Locale } from '../../../kit/locale.ts';
import { localeOf } from '../../../platform/headers.ts';
import type { Routes } from '../../../platform/http.ts';
import { FILE_BYTES_MAX, takeCsv } from '../../../platform/uploads.ts';
import { directoryRequest } from '../../request.ts';
import { updateLicensesByFile, type UserOutcome } from '../commands.ts';
import { LicenseFileQuery, LicenseUpdates } from '../contract.ts';
import { answerChange, type AssignmentDeps } from '../routes.ts';
import { updatesView } from '../view.ts';
import { readLicenseFile, type LineError } from './file.ts';

const ERRORS_TOLD_MAX = 100;

/** Changes of licences that come as a file: checked line by line before anything is written. */
export function licenseFileRoutes({ db, catalog, clock, newId }: AssignmentDeps): Routes {
  return async (app) => {
    takeCsv(app);

    app.post(
      '/v1/customers/:customerId/licenseupdatefiles',
      {
        config: { right: 'licenses.assign' },
        bodyLimit: FILE_BYTES_MAX,
        schema: {
          summary: 'Changes of licences from a CSV file (text/csv): UserPrincipalName, Assign, Remove, DisabledPlans',
          tags: ['users and licences'],
          params: CustomerParams,
          querystring: LicenseFileQuery,
          response: { 200: LicenseUpdates, 400: Fault, 403: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        if (typeof request.body !== 'string')
          return sendFault(reply, 400, malformed('', 'must carry a CSV file in UTF-8, with `Content-Type: text/csv`'));
        const read = readCsv(request.body);
        if (read.kind === 'malformed')
          return sendFault(reply, 400, wrongLines([{ line: read.line, why: { en: read.why, zhTW: read.why } }], localeOf(request)));
        const { lines, errors } = readLicenseFile(catalog.current(), read.rows);
        if (errors.length > 0) return sendFault(reply, 400, wrongLines(errors, localeOf(request)));
        const preview = request.query.preview ?? false;
        const answer = (outcomes: readonly UserOutcome[], today: Catalog): Answer => ({
          status: 200,
          body: updatesView(outcomes, preview, { catalog: today, locale: localeOf(request) }),
        });
        const order = { ...directoryRequest(request, request.body), preview, answer, lines };
        const outcome = await withFreshCatalog(catalog, () =>
          db.transaction((tx) => updateLicensesByFile(tx, order, { catalog, now: clock.now(), newId })),
        );
        return outcome.kind === 'wrong_lines'
          ? sendFault(reply, 400, wrongLines(outcome.errors, localeOf(request)))
          : answerChange(reply, outcome);
      },
    );
  };
}

/** Everything that is wrong with a file, line by line; nothing of it was carried out. */
function wrongLines(errors: readonly LineError[], locale: Locale) {
  const said = errors.slice(0, ERRORS_TOLD_MAX);
  const isCut = errors.length > said.length;
  const description = {
    en: `The file has ${errors.length} mistake${errors.length === 1 ? '' : 's'}; nothing was changed.${isCut ? ` The first ${said.length} are listed.` : ''}`,
    zhTW: `檔案有 ${errors.length} 個錯誤，未做任何變更。${isCut ? `以下列出前 ${said.length} 個。` : ''}`,
  };
  return {
    code: 2000,
    description: inLocale(description, locale),
    data: said.map(({ line, why }) => inLocale({ en: `line ${line}: ${why.en}`, zhTW: `第 ${line} 行：${why.zhTW}` }, locale)),
  };
}

/** The text of an uploaded file; null where its bytes are no UTF-8. */
