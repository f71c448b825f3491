/**
 * What is on the page, without a syntax: every text in it may come from a plan and may be hostile. A renderer escapes it; nothing in a
 * text can become a heading, a link, a mention or markup.
 */
export interface Page {
  /** Of the whole page. */
  readonly title: string;
  /** One line each, above all sections: what a reader must know first. */
  readonly notes: readonly Inline[];
  readonly sections: readonly Section[];
}

/** Sections come in the order of the page; the last entries of the last sections are the first to be left out. */
export interface Section {
  readonly title: string;
  /** One thing a reviewer looks at, each whole or left out. */
  readonly entries: readonly Entry[];
  /** What an entry is, for the line that counts those left out: `["function", "functions"]`. */
  readonly noun: readonly [one: string, many: string];
  /** Closed until somebody opens it, where the format can. */
  readonly folded: boolean;
  /** From 0, what is left out last, to 9, what is left out first. */
  readonly weight: number;
}

export interface Entry {
  /** What remains of the entry when its blocks do not fit: always one line. */
  readonly head: Inline;
  readonly blocks: readonly Block[];
}

/** Pieces in a row: plain text, or code (names, addresses, values), or strong text. */
export type Inline = readonly (string | { readonly code: string } | { readonly strong: string })[];

export type Block =
  | { readonly kind: "paragraph"; readonly text: Inline }
  | { readonly kind: "list"; readonly items: readonly Inline[] }
  | {
      readonly kind: "table";
      readonly head: readonly string[];
      readonly rows: readonly (readonly Inline[])[];
    }
  /** Text as it is, such as an example event; `language` for highlighting. */
  | { readonly kind: "source"; readonly language: "json" | "text"; readonly text: string }
  | { readonly kind: "details"; readonly summary: Inline; readonly blocks: readonly Block[] }
  | { readonly kind: "diagram"; readonly diagram: Diagram };

/** How a state or a transition differs between the two sides. */
export type Mark = "same" | "added" | "removed" | "changed" | "rerouted";

/** A directed graph with nested groups, to be drawn from top to bottom. */
export interface Diagram {
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
  readonly groups: readonly DiagramGroup[];
}

export interface DiagramNode {
  /** Unique in the diagram; never shown. */
  readonly id: string;
  readonly label: string;
  readonly mark: Mark;
  readonly shape: "start" | "end" | "state" | "choice";
  /** The id of the group it lies in, if any. */
  readonly group?: string;
}

export interface DiagramEdge {
  readonly from: string;
  readonly to: string;
  /** Such as the condition of a Choice or the errors of a Catch; may be empty. */
  readonly label: string;
  readonly mark: "same" | "added" | "removed";
}

export interface DiagramGroup {
  readonly id: string;
  readonly label: string;
  readonly mark: Mark;
  readonly group?: string;
}
