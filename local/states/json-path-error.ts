/** A path that is not one, or that leads nowhere; the message says which, and who reads the path says for what field. */
export class JsonPathError extends Error {
  override readonly name = "JsonPathError";
}
