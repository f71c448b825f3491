import assert from "node:assert/strict";
import { JOB_KINDS, type JobKind } from "../../../local/services/job-kinds.ts";
import { waitForJob } from "../../../local/services/wait-for-job.ts";
import { StatesError } from "../../../local/states/states-error.ts";

type Call = readonly [operation: string, input: unknown];

/** Waits for a job whose service gives these answers, one after the other; what was called, and how long was slept. */
async function run(name: string, input: unknown, answers: readonly unknown[]) {
  const [, operation = ""] = name.split(":");
  const kind = JOB_KINDS[name];
  assert.ok(kind);
  const calls: Call[] = [];
  const sleptMs: number[] = [];
  const outcome = await waitForJob(operation, kind, {
    input,
    call: async (called, asked) => answers[calls.push([called, asked]) - 1],
    clock: { sleep: async (ms) => void sleptMs.push(ms) },
    signal: new AbortController().signal,
  }).catch((thrown) => thrown);
  return { calls, sleptMs, outcome };
}

function failureOf(outcome: unknown): readonly [error: string, cause: unknown] {
  assert.ok(outcome instanceof StatesError);
  return [outcome.error, outcome.cause];
}

interface Example {
  readonly input: object;
  readonly started: object;
  readonly asks: Call;
  /** The description with a status, and the answer that has it. */
  readonly job: (status: string) => object;
  readonly answer: (job: object) => object;
  readonly result: (job: object) => object;
  readonly running: string;
}

const flat = (job: object) => job;
const EXAMPLES: Readonly<Record<string, Example>> = {
  "athena:startQueryExecution": {
    input: { QueryString: "SELECT 1" },
    started: { QueryExecutionId: "q-1" },
    asks: ["getQueryExecution", { QueryExecutionId: "q-1" }],
    job: (State) => ({ QueryExecutionId: "q-1", Status: { State } }),
    answer: (QueryExecution) => ({ QueryExecution }),
    result: (QueryExecution) => ({ QueryExecution }),
    running: "QUEUED",
  },
  "batch:submitJob": {
    input: { JobName: "count", JobQueue: "q", JobDefinition: "d" },
    started: { JobId: "j-1", JobName: "count" },
    asks: ["describeJobs", { Jobs: ["j-1"] }],
    job: (Status) => ({ JobId: "j-1", Status }),
    answer: (job) => ({ Jobs: [job] }),
    result: flat,
    running: "RUNNABLE",
  },
  "codebuild:startBuild": {
    input: { ProjectName: "site" },
    started: { Build: { Id: "site:1", BuildStatus: "IN_PROGRESS" } },
    asks: ["batchGetBuilds", { Ids: ["site:1"] }],
    job: (BuildStatus) => ({ Id: "site:1", BuildStatus }),
    answer: (job) => ({ Builds: [job], BuildsNotFound: [] }),
    result: (Build) => ({ Build }),
    running: "IN_PROGRESS",
  },
  "codebuild:startBuildBatch": {
    input: { ProjectName: "site" },
    started: { BuildBatch: { Id: "site:2" } },
    asks: ["batchGetBuildBatches", { Ids: ["site:2"] }],
    job: (BuildBatchStatus) => ({ Id: "site:2", BuildBatchStatus }),
    answer: (job) => ({ BuildBatches: [job] }),
    result: (BuildBatch) => ({ BuildBatch }),
    running: "IN_PROGRESS",
  },
  "databrew:startJobRun": {
    input: { Name: "clean" },
    started: { RunId: "r-1" },
    asks: ["describeJobRun", { Name: "clean", RunId: "r-1" }],
    job: (State) => ({ RunId: "r-1", State }),
    answer: flat,
    result: flat,
    running: "STARTING",
  },
  "ecs:runTask": {
    input: { Cluster: "c", TaskDefinition: "t:1" },
    started: { Tasks: [{ TaskArn: "arn:task", ClusterArn: "arn:cluster" }], Failures: [] },
    asks: ["describeTasks", { Cluster: "arn:cluster", Tasks: ["arn:task"] }],
    job: (LastStatus) => ({ TaskArn: "arn:task", LastStatus, Containers: [{ Name: "main", ExitCode: 0 }] }),
    answer: (job) => ({ Tasks: [job], Failures: [] }),
    result: flat,
    running: "RUNNING",
  },
  "emr-serverless:startJobRun": {
    input: { ApplicationId: "a-1", ExecutionRoleArn: "arn:role" },
    started: { ApplicationId: "a-1", JobRunId: "r-1", Arn: "arn:run" },
    asks: ["getJobRun", { ApplicationId: "a-1", JobRunId: "r-1" }],
    job: (State) => ({ JobRunId: "r-1", State }),
    answer: (JobRun) => ({ JobRun }),
    result: flat,
    running: "SCHEDULED",
  },
  "glue:startJobRun": {
    input: { JobName: "etl" },
    started: { JobRunId: "jr-1" },
    asks: ["getJobRun", { JobName: "etl", RunId: "jr-1" }],
    job: (JobRunState) => ({ Id: "jr-1", JobName: "etl", JobRunState }),
    answer: (JobRun) => ({ JobRun }),
    result: flat,
    running: "RUNNING",
  },
  ...Object.fromEntries(
    ["ProcessingJob", "TrainingJob", "TransformJob"].map((name): [string, Example] => [
      `sagemaker:create${name}`,
      {
        input: { [`${name}Name`]: "n-1" },
        started: { [`${name}Arn`]: "arn:job" },
        asks: [`describe${name}`, { [`${name}Name`]: "n-1" }],
        job: (status) => ({ [`${name}Name`]: "n-1", [`${name}Status`]: status }),
        answer: flat,
        result: flat,
        running: "InProgress",
      },
    ]),
  ),
};

describe("a job that a task waits for", () => {
  it("has an example here, whatever its kind", () => {
    assert.deepEqual(Object.keys(EXAMPLES).sort(), Object.keys(JOB_KINDS).sort());
  });

  for (const [name, { input, started, asks, job, answer, result, running }] of Object.entries(EXAMPLES)) {
    const { succeeded, failed }: JobKind = JOB_KINDS[name] ?? assert.fail();

    it(`of ${name} is asked for until it is over, and gives its description`, async () => {
      for (const status of succeeded) {
        const answers = [started, answer(job(running)), answer(job(running)), answer(job(status))];
        const { calls, sleptMs, outcome } = await run(name, input, answers);
        assert.deepEqual(calls, [[name.split(":")[1], input], asks, asks, asks]);
        assert.deepEqual(sleptMs, [1000, 1000]);
        assert.deepEqual(outcome, result(job(status)));
      }
    });

    it(`of ${name} fails with its description as the cause`, async () => {
      for (const status of failed) {
        const { outcome } = await run(name, input, [started, answer(job(status))]);
        assert.deepEqual(failureOf(outcome), ["States.TaskFailed", JSON.stringify(result(job(status)))]);
      }
    });
  }

  const ECS = EXAMPLES["ecs:runTask"] ?? assert.fail();
  const stopped = (more: object) => ({ TaskArn: "arn:task", LastStatus: "STOPPED", ...more });

  it("fails where a container of an ECS task has another exit code than 0", async () => {
    const job = stopped({
      StopCode: "EssentialContainerExited",
      Containers: [{ ExitCode: 0 }, { ExitCode: 3 }],
    });
    const { outcome } = await run("ecs:runTask", ECS.input, [ECS.started, ECS.answer(job)]);
    assert.deepEqual(failureOf(outcome), ["States.TaskFailed", JSON.stringify(job)]);
  });

  it("fails where an ECS task never started", async () => {
    const job = stopped({ StopCode: "TaskFailedToStart", Containers: [{ Name: "main" }] });
    const { outcome } = await run("ecs:runTask", ECS.input, [ECS.started, ECS.answer(job)]);
    assert.deepEqual(failureOf(outcome), ["States.TaskFailed", JSON.stringify(job)]);
  });

  it("fails as ECS is known to where it starts no task", async () => {
    const started = { Tasks: [], Failures: [{ Arn: "arn:instance", Reason: "RESOURCE:CPU" }] };
    const { calls, outcome } = await run("ecs:runTask", ECS.input, [started]);
    assert.deepEqual(failureOf(outcome), ["AmazonECS.Unknown", JSON.stringify(started)]);
    assert.equal(calls.length, 1);
  });

  it("fails where its service does not know it any more", async () => {
    const answer = { Jobs: [] };
    const { outcome } = await run("batch:submitJob", {}, [{ JobId: "j-1" }, answer]);
    assert.deepEqual(failureOf(outcome), ["States.TaskFailed", JSON.stringify(answer)]);
  });

  it("is left alone once its task is stopped", async () => {
    const stop = new AbortController();
    const kind = JOB_KINDS["glue:startJobRun"] ?? assert.fail();
    const calls: string[] = [];
    const waiting = waitForJob("startJobRun", kind, {
      input: { JobName: "etl" },
      call: async (operation) => {
        calls.push(operation);
        return operation === "getJobRun" ? { JobRun: { JobRunState: "RUNNING" } } : { JobRunId: "jr-1" };
      },
      clock: {
        sleep: async (_ms, signal) => {
          stop.abort(new Error("timed out"));
          signal.throwIfAborted();
        },
      },
      signal: stop.signal,
    });
    await assert.rejects(waiting, { message: "timed out" });
    assert.deepEqual(calls, ["startJobRun", "getJobRun"]);
  });
});
