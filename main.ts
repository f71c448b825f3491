import { configuration } from "./configuration.ts";
import { checkConfiguration } from "./modules/configuration.ts";
import { EnvironmentStack } from "./modules/environment-stack.ts";
import { ImagePipeline } from "./modules/image-pipeline/image-pipeline.ts";
import { synthesize } from "./modules/synthesize.ts";

synthesize((app) => {
  const { name, environments, architecture, pipeline: parameters } = checkConfiguration(configuration);
  for (const environment of environments) {
    const stack = new EnvironmentStack(app, `${name}-${environment.name}`, environment);
    const { retention, forceDestroy } = environment;
    const photos = new ImagePipeline(stack, "Default", { parameters, architecture, retention, forceDestroy });

    stack.output("uploads_bucket", "Put photos under uploads/", photos.uploads.bucketName);
    stack.output("results_bucket", "Pictures, catalog records and rejections", photos.results.bucketName);
    stack.output("announcements_bus", "Carries Image Processed", photos.announcements.busName);
    stack.output("state_machine", "Runs once for every photo", photos.stateMachine.arn);
  }
});
