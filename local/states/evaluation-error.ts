/**
 * A field that could not be evaluated. It does not know its state: the state that evaluates the field turns it into a
 * StatesError whose cause says where it happened.
 */
export class EvaluationError extends Error {
  override readonly name = "EvaluationError";
  /** `States.Runtime`, `States.QueryEvaluationError`, … */
  readonly error: string;
  /** The field, where it is known: `Arguments/Payload/ids[0]`. */
  readonly location: string | undefined;

  constructor(error: string, message: string, location?: string) {
    super(message);
    this.error = error;
    this.location = location;
  }
}
