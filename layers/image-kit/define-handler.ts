import type { Context } from "aws-lambda";
import type { z } from "zod";
import { logger } from "./logger.ts";
import { InvalidEvent } from "./named-errors.ts";

/** A Lambda handler; the context is absent where a test or another program calls it. */
export type Handler<Event, Result> = (event: Event, context?: Context) => Promise<Result>;

/**
 * A handler whose event is checked at the edge: `run` gets only what `schema` takes, everything else fails with
 * {@link InvalidEvent}, which names the first place that is wrong. Errors are logged and passed on.
 */
export function defineHandler<Schema extends z.ZodType, Result>(
  schema: Schema,
  run: (event: z.output<Schema>) => Promise<Result>,
): Handler<z.output<Schema>, Result> {
  return async (event, context) => {
    if (context !== undefined) logger.addContext(context);
    try {
      return await run(parseEvent(schema, event));
    } catch (error) {
      logger.error("Failed", error as Error);
      throw error;
    }
  };
}

function parseEvent<Schema extends z.ZodType>(schema: Schema, event: unknown): z.output<Schema> {
  const parsed = schema.safeParse(event);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = issue === undefined || issue.path.length === 0 ? "the top" : issue.path.join(".");
  throw new InvalidEvent(`The event is not valid at ${place}: ${issue?.message ?? "unknown reason"}.`);
}
