import { Logger } from "@aws-lambda-powertools/logger";

/** Structured logs of all functions; what is logged are names, keys and counts, never pixels or credentials. */
export const logger = new Logger({ serviceName: "terraloom-images" });
