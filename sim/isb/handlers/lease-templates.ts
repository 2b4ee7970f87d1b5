import { z } from "zod";
import type { IsbConfiguration, LeaseTemplate } from "../../world/isb-shapes.ts";
import type { World } from "../../world/world.ts";
import { newTemplateShape, readBody, templateShape } from "../bodies.ts";
import { refuse } from "../errors.ts";
import { success } from "../jsend.ts";
import { holdAgainstLimits } from "../limits.ts";
import { pageOf, scanPlace } from "../paging.ts";
import { readable, readableItem, templateRecord } from "../records.ts";
import { type Handler, isPlainUser } from "./context.ts";
import { mostPerPage } from "./leases-read.ts";

/** GET /leaseTemplates. PRIVATE ones are taken out after paging, so plain Users get short pages. */
export const listTemplates: Handler = ({ world, user, query }) => {
  const { result, ...rest } = pageOf({
    items: world.state.isb.templates,
    placeOf: ({ uuid }) => scanPlace(uuid),
    query,
    most: mostPerPage,
  });
  const read = readable(result, templateRecord);
  const shown = isPlainUser(user) ? read.result.filter(({ visibility }) => visibility === "PUBLIC") : read.result;
  return success(200, { ...read, result: shown, ...rest });
};

/** A template ISB can read, unless it is hidden from whoever asks. */
export function findTemplate(world: World, id: string, { withPrivate }: { withPrivate: boolean }): LeaseTemplate {
  const stored = world.state.isb.templates.find(({ uuid }) => uuid === id);
  const template = readableItem(stored, templateRecord);
  if (!template || (template.visibility === "PRIVATE" && !withPrivate)) throw refuse(404, "Lease template not found.");
  return template;
}

/** GET /leaseTemplates/{id}: the id need not be a uuid. */
export const getTemplate: Handler = ({ world, user, param }) =>
  success(200, findTemplate(world, param, { withPrivate: !isPlainUser(user) }));

/** POST /leaseTemplates: names may repeat. */
export const createTemplate: Handler = ({ world, user, request, configuration }) => {
  const given = readBody(request, newTemplateShape);
  const uuid = world.random.uuid();
  const template = written(world, configuration, { ...given, uuid, createdBy: user.email });
  world.state.isb.templates.push(template);
  return success(201, template);
};

/** PUT /leaseTemplates/{id}: replaces the whole. An id that is no uuid fails at the table, which names no field. */
export const replaceTemplate: Handler = ({ world, param, request, configuration }) => {
  const template = written(world, configuration, { ...readBody(request, templateShape), uuid: param });
  if (!z.uuid().safeParse(param).success) throw refuse(400, "Invalid Request.");
  const { templates } = world.state.isb;
  const at = templates.findIndex(({ uuid }) => uuid === param);
  if (at < 0) throw refuse(404, "Lease Template not found.");
  templates[at] = template;
  return success(200, template);
};

/** DELETE /leaseTemplates/{id}: a success also when there was none, and whoever leases from it. */
export const deleteTemplate: Handler = ({ world, param }) => {
  const { isb } = world.state;
  isb.templates = isb.templates.filter(({ uuid }) => uuid !== param);
  return success(200, null);
};

type Given = z.output<typeof templateShape> & { uuid: string };

/** A template as it is stored: within the global limits, its blueprint named by the server. */
function written(world: World, configuration: IsbConfiguration, { meta, ...given }: Given): LeaseTemplate {
  const { maxSpend, leaseDurationInHours: hours, costReportGroup, blueprintId } = given;
  holdAgainstLimits(configuration, { maxSpend, hours, costReportGroup });
  const blueprint = world.state.isb.blueprints.find((known) => known.blueprintId === blueprintId);
  if (blueprintId && !blueprint) throw refuse(400, "Referenced blueprint not found.");
  const now = new Date(world.clock.now()).toISOString();
  return JSON.parse(
    JSON.stringify({
      ...given,
      ...(blueprint ? { blueprintName: blueprint.name } : {}),
      meta: { schemaVersion: 3, createdTime: meta?.createdTime ?? now, lastEditTime: now },
    }),
  ) as LeaseTemplate;
}
