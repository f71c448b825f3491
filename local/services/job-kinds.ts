import type { TaskResource } from "./task-resource.ts";

/**
 * How a job is waited for that a task starts by `.sync`. All names are those that tasks see, in PascalCase; a path such as
 * `Build.Id` leads through objects and lists, and an empty one to the whole.
 */
export interface JobKind {
  /** The operation that describes it. */
  readonly describe: string;
  /** The input of that: paths that begin in the task's `input` or in the answer to the start, `started`; a list of one such. */
  readonly ask: Readonly<Record<string, string | readonly [string]>>;
  /** Where the description is in the answer. */
  readonly job: string;
  /** Where its status is in the description. */
  readonly status: string;
  readonly succeeded: readonly string[];
  readonly failed: readonly string[];
  /** The field in which the task's result has the description. Default: it is the result itself. */
  readonly resultField?: string;
  /** Whether exit codes of containers say more than the status. Default: false. */
  readonly hasExitCodes?: boolean;
}

const SUCCEEDED = { succeeded: ["SUCCEEDED"] } as const;

/** A job of SageMaker, which is known by the name that it was given. */
function sageMakerJob(name: string): JobKind {
  return {
    describe: `describe${name}`,
    ask: { [`${name}Name`]: `input.${name}Name` },
    job: "",
    status: `${name}Status`,
    succeeded: ["Completed"],
    failed: ["Failed", "Stopped"],
  };
}

/** By the names of resources, of "Integrating optimized services with Step Functions"; states are those of the API References. */
export const JOB_KINDS: Readonly<Record<string, JobKind>> = {
  "athena:startQueryExecution": {
    describe: "getQueryExecution",
    ask: { QueryExecutionId: "started.QueryExecutionId" },
    job: "QueryExecution",
    status: "Status.State",
    ...SUCCEEDED,
    failed: ["CANCELLED", "FAILED"],
    resultField: "QueryExecution",
  },
  "batch:submitJob": {
    describe: "describeJobs",
    ask: { Jobs: ["started.JobId"] },
    job: "Jobs.0",
    status: "Status",
    ...SUCCEEDED,
    failed: ["FAILED"],
  },
  "codebuild:startBuild": {
    describe: "batchGetBuilds",
    ask: { Ids: ["started.Build.Id"] },
    job: "Builds.0",
    status: "BuildStatus",
    ...SUCCEEDED,
    failed: ["FAILED", "FAULT", "STOPPED", "TIMED_OUT"],
    resultField: "Build",
  },
  "codebuild:startBuildBatch": {
    describe: "batchGetBuildBatches",
    ask: { Ids: ["started.BuildBatch.Id"] },
    job: "BuildBatches.0",
    status: "BuildBatchStatus",
    ...SUCCEEDED,
    failed: ["FAILED", "FAULT", "STOPPED", "TIMED_OUT"],
    resultField: "BuildBatch",
  },
  "databrew:startJobRun": {
    describe: "describeJobRun",
    ask: { Name: "input.Name", RunId: "started.RunId" },
    job: "",
    status: "State",
    ...SUCCEEDED,
    failed: ["FAILED", "STOPPED", "TIMEOUT"],
  },
  "ecs:runTask": {
    describe: "describeTasks",
    ask: { Cluster: "started.Tasks.0.ClusterArn", Tasks: ["started.Tasks.0.TaskArn"] },
    job: "Tasks.0",
    status: "LastStatus",
    succeeded: ["STOPPED"],
    failed: [],
    hasExitCodes: true,
  },
  "emr-serverless:startJobRun": {
    describe: "getJobRun",
    ask: { ApplicationId: "input.ApplicationId", JobRunId: "started.JobRunId" },
    job: "JobRun",
    status: "State",
    succeeded: ["SUCCESS"],
    failed: ["CANCELLED", "FAILED"],
  },
  "glue:startJobRun": {
    describe: "getJobRun",
    ask: { JobName: "input.JobName", RunId: "started.JobRunId" },
    job: "JobRun",
    status: "JobRunState",
    ...SUCCEEDED,
    failed: ["ERROR", "EXPIRED", "FAILED", "STOPPED", "TIMEOUT"],
  },
  "sagemaker:createProcessingJob": sageMakerJob("ProcessingJob"),
  "sagemaker:createTrainingJob": sageMakerJob("TrainingJob"),
  "sagemaker:createTransformJob": sageMakerJob("TransformJob"),
};

/** @returns undefined for a task that starts no job that it waits for, or one that nobody knows how to wait for */
export function jobKindOf({ name, isSdk, job }: TaskResource): JobKind | undefined {
  return job === "sync" && !isSdk && Object.hasOwn(JOB_KINDS, name) ? JOB_KINDS[name] : undefined;
}
