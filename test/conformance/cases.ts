import type { FieldValidationMode } from "../../local/testing/checked-result.ts";

/** What one line of the recorded cases asks, as far as this project answers it; every kind has an `id` beside it. */
export type ConformanceCase = ExecuteCase | ValidateCase | PatternCase | TransformerCase | TestStateCase;

export interface ExecuteCase {
  readonly kind: "execute";
  readonly definition: unknown;
  readonly input?: unknown;
  /** By the name of the function. */
  readonly lambda?: Readonly<Record<string, LambdaBehaviour>>;
}

export interface LambdaBehaviour {
  readonly behaviour:
    | "echo"
    | { readonly return: unknown }
    | { readonly error: { readonly errorType: string; readonly errorMessage: string } };
}

export interface ValidateCase {
  readonly kind: "validate";
  readonly id?: string;
  readonly definition: unknown;
  readonly type?: "STANDARD" | "EXPRESS";
}

export interface PatternCase {
  readonly kind: "pattern";
  /** A text where the pattern is not a JSON object. */
  readonly pattern: unknown;
  readonly patternIsText?: boolean;
  readonly event: unknown;
}

export interface TransformerCase {
  readonly kind: "transformer";
  readonly inputPath?: string;
  readonly inputPathsMap?: Readonly<Record<string, string>>;
  readonly inputTemplate?: string;
  readonly event: Readonly<Record<string, unknown>>;
  readonly ruleName?: string;
  readonly ruleArn?: string;
  readonly ingestionTime?: string;
}

export interface TestStateCase {
  readonly kind: "test-state";
  readonly state: Readonly<Record<string, unknown>>;
  readonly stateName?: string;
  readonly input?: unknown;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly context?: Readonly<Record<string, unknown>>;
  readonly roleArn?: string;
  readonly revealSecrets?: boolean;
  readonly inspectionLevel?: "INFO" | "DEBUG" | "TRACE";
  /** Texts of JSON, as the API takes them. */
  readonly mock?: {
    readonly result?: string;
    readonly fieldValidationMode?: FieldValidationMode;
    readonly errorOutput?: { readonly error: string; readonly cause?: string };
  };
  readonly stateConfiguration?: {
    readonly mapItemReaderData?: string;
    readonly mapIterationFailureCount?: number;
    readonly retrierRetryCount?: number;
  };
}
