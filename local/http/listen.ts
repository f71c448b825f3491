import type { Server } from "node:net";
import { UserError } from "../../reporting/user-error.ts";

/**
 * Lets a server listen on 127.0.0.1 alone; port 0 stands for any free one.
 *
 * @throws UserError when the port is taken, or not this user's to take.
 */
export function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(listenError(error, port)));
    server.listen(port, "127.0.0.1", resolve);
  });
}

function listenError(error: NodeJS.ErrnoException, port: number): Error {
  const isTaken = error.code === "EADDRINUSE";
  if (!isTaken && error.code !== "EACCES") return error;
  return new UserError({
    expected: `port ${port} to be free on 127.0.0.1`,
    found: isTaken ? "another process listening there" : "no permission to listen there",
    advice: "Choose another with --port, or leave it out to take a free one.",
  });
}
