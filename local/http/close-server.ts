import type { Server } from "node:http";

/** Closes a server with all its connections, those at work too, and resolves when they are gone. */
export async function closeServer(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
