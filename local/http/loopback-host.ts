const LOOPBACK_HOST = /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/i;

/** Whether a request was sent to this machine by its own name: by DNS rebinding a web page could send it under another. */
export function isLoopbackHost(host = ""): boolean {
  return LOOPBACK_HOST.test(host);
}
