/** Raised whenever the same inputs and options give other bytes than before, so that no stored artifact is mistaken. */
export const BUILDER_VERSION = "4";
