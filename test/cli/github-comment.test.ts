import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { stickComment } from "../../cli/github-comment.ts";

interface Comment {
  id: number;
  body: string;
  user: { type: string; login?: string };
}

const MARKER = "<!-- terraloom:review -->";

describe("stickComment", () => {
  let server: Server;
  let comments: Comment[];
  let refuses: boolean;
  let owner: string | undefined;
  let pull: Parameters<typeof stickComment>[0];

  beforeEach(async () => {
    comments = [];
    refuses = false;
    owner = undefined;
    server = createServer(async (request, response) => {
      const url = new URL(request.url ?? "", "http://127.0.0.1");
      const answer = (status: number, value: unknown) =>
        response.writeHead(status).end(JSON.stringify(value));
      if (request.headers.authorization !== "Bearer token") return answer(401, {});
      if (url.pathname.startsWith("/repos/none/")) return answer(404, {});
      if (url.pathname === "/user")
        return owner === undefined ? answer(403, {}) : answer(200, { login: owner });
      if (request.method === "GET") {
        const page = Number(url.searchParams.get("page"));
        return answer(200, comments.slice((page - 1) * 100, page * 100));
      }
      if (refuses) return answer(403, {});
      const { body } = JSON.parse(await text(request)) as { body: string };
      const id = Number(/comments\/(\d+)$/.exec(url.pathname)?.[1]);
      if (request.method === "POST") comments.push({ id: comments.length + 1, body, user: { type: "Bot" } });
      else for (const comment of comments) if (comment.id === id) comment.body = body;
      return answer(200, {});
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    pull = { apiUrl: `http://127.0.0.1:${port}`, repository: "team/app", number: 7, token: "token" };
  });

  afterEach(() => {
    server.close();
  });

  it("writes one comment, and the same one again when the page changes", async () => {
    assert.equal(await stickComment(pull, MARKER, "one"), "created");
    assert.equal(await stickComment(pull, MARKER, "one"), "unchanged");
    assert.equal(await stickComment(pull, MARKER, "two"), "updated");
    assert.deepEqual(
      comments.map(({ body }) => body),
      [`${MARKER}\ntwo`],
    );
  });

  it("finds its comment on a later page", async () => {
    const other = (id: number): Comment => ({ id, body: "hello", user: { type: "User" } });
    comments = [
      ...Array.from({ length: 150 }, (_, id) => other(id)),
      { id: 500, body: `${MARKER}\nold`, user: { type: "Bot" } },
    ];
    assert.equal(await stickComment(pull, MARKER, "new"), "updated");
    assert.equal(comments.at(-1)?.body, `${MARKER}\nnew`);
  });

  it("leaves a person's comment with the same marker alone", async () => {
    comments = [{ id: 1, body: `${MARKER}\nforged`, user: { type: "User" } }];
    assert.equal(await stickComment(pull, MARKER, "page"), "created");
    assert.equal(comments[0]?.body, `${MARKER}\nforged`);
  });

  it("says where the token may not write", async () => {
    refuses = true;
    assert.equal(await stickComment(pull, MARKER, "page"), "refused");
  });

  it("finds the comment of a person whose token it is", async () => {
    owner = "ann";
    comments = [
      { id: 1, body: `${MARKER}\nof a bot`, user: { type: "Bot", login: "bot" } },
      { id: 2, body: `${MARKER}\nold`, user: { type: "User", login: "ann" } },
    ];
    assert.equal(await stickComment(pull, MARKER, "new"), "updated");
    assert.deepEqual(
      comments.map(({ body }) => body),
      [`${MARKER}\nof a bot`, `${MARKER}\nnew`],
    );
  });

  it("says where the token may not even read", async () => {
    assert.equal(await stickComment({ ...pull, token: "wrong" }, MARKER, "page"), "refused");
  });

  it("says what GitHub answered otherwise", async () => {
    await assert.rejects(stickComment({ ...pull, repository: "none" }, MARKER, "page"), {
      message: `${pull.apiUrl}: Expected GitHub to take the comment, but found the status 404. Check the repository, the number of the pull request and the token's permission pull-requests: write.`,
    });
  });
});
