import { UserError } from "../reporting/user-error.ts";

/** Where the comment goes, and who writes it. */
export interface PullRequest {
  /** `https://api.github.com`, or that of a server of one's own. */
  readonly apiUrl: string;
  /** `owner/name` */
  readonly repository: string;
  readonly number: number;
  readonly token: string;
}

/** What became of a comment; `refused` where the token may not write, as in pull requests from forks. */
export type CommentOutcome = "created" | "updated" | "unchanged" | "refused";

interface Comment {
  readonly id: number;
  readonly body?: string | null;
  readonly user?: { readonly login?: string; readonly type?: string } | null;
}

const PAGE_SIZE = 100;
/** GitHub lists no more than this many pages of comments usefully; a pull request with so many has lost its reader anyway. */
const MAX_PAGES = 50;

/**
 * Writes the one comment that begins with a marker: the one there is, or a new one ("REST API endpoints for issue comments").
 *
 * @param marker - an HTML comment, which nobody sees.
 * @throws {UserError} for any answer but success and a refusal.
 */
export async function stickComment(pull: PullRequest, marker: string, page: string): Promise<CommentOutcome> {
  const body = `${marker}\n${page}`;
  const existing = await ownComment(pull, marker);
  if (existing === "refused") return existing;
  if (existing?.body === body) return "unchanged";
  const path = existing === undefined ? `issues/${pull.number}/comments` : `issues/comments/${existing.id}`;
  const response = await call(pull, repositoryPath(pull, path), {
    method: existing === undefined ? "POST" : "PATCH",
    body: JSON.stringify({ body }),
  });
  if (isRefusal(response)) return "refused";
  if (!response.ok) throw failed(pull, response.status);
  return existing === undefined ? "created" : "updated";
}

/** The comment with the marker that the token's owner wrote: anybody else's with the same words is left alone. */
async function ownComment(pull: PullRequest, marker: string): Promise<Comment | "refused" | undefined> {
  const isOwn = await ownership(pull);
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const path = `issues/${pull.number}/comments?per_page=${PAGE_SIZE}&page=${page}`;
    const response = await call(pull, repositoryPath(pull, path), { method: "GET" });
    if (isRefusal(response)) return "refused";
    if (!response.ok) throw failed(pull, response.status);
    const comments = (await response.json()) as readonly Comment[];
    const found = comments.find((comment) => isOwn(comment) && comment.body?.startsWith(`${marker}\n`));
    if (found !== undefined || comments.length < PAGE_SIZE) return found;
  }
  return undefined;
}

/** A person's token says who that is; that of a workflow may not ask, and belongs to a bot. */
async function ownership(pull: PullRequest): Promise<(comment: Comment) => boolean> {
  const response = await call(pull, "user", { method: "GET" });
  if (!response.ok) return ({ user }) => user?.type === "Bot";
  const { login } = (await response.json()) as { readonly login?: string };
  return ({ user }) => user?.login === login;
}

const repositoryPath = ({ repository }: PullRequest, path: string): string => `repos/${repository}/${path}`;

const isRefusal = ({ status }: Response): boolean => status === 401 || status === 403;

async function call(
  { apiUrl, token }: PullRequest,
  path: string,
  request: { readonly method: string; readonly body?: string },
): Promise<Response> {
  try {
    return await fetch(`${apiUrl}/${path}`, {
      ...request,
      headers: {
        accept: "application/vnd.github+json",
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        "user-agent": "terraloom",
        "x-github-api-version": "2022-11-28",
      },
      signal: AbortSignal.timeout(30_000),
    });
  } catch (error) {
    throw unexpected(apiUrl, `no answer (${(error as Error).message})`);
  }
}

const failed = ({ apiUrl }: PullRequest, status: number): UserError =>
  unexpected(apiUrl, `the status ${status}`);

const unexpected = (apiUrl: string, found: string): UserError =>
  new UserError({
    at: apiUrl,
    expected: "GitHub to take the comment",
    found,
    advice:
      "Check the repository, the number of the pull request and the token's permission pull-requests: write.",
  });
