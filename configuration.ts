import type { ConfigurationInput } from "./modules/configuration.ts";

/** What differs between deployments. Every value is checked at synth; what is left out has a default. */
export const configuration: ConfigurationInput = {
  name: "images",
  environments: {
    dev: { region: "eu-west-1", forceDestroy: true, retention: { uploadDays: 30, resultDays: 30 } },
    prod: { region: "eu-west-1" },
  },
};
