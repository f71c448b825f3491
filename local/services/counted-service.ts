import type { WorkCount } from "../bus/work-count.ts";
import type { Operation, Service } from "./service.ts";

/** The same service for callers from outside, whose requests count as work until they are answered. */
export function countedService(service: Service, { during }: Pick<WorkCount, "during">): Service {
  const counted =
    (operation: Operation): Operation =>
    (input, signal) =>
      during(async () => operation(input, signal));
  const operations = Object.entries(service.operations).map(([name, work]) => [name, counted(work)] as const);
  return { ...service, operations: Object.fromEntries(operations) };
}
