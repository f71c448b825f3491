/** What the command tells its caller. */
export const ExitCode = {
  /** All went well. */
  success: 0,
  /** Something failed: a photo, a function, the synth. */
  failure: 1,
  /** Nothing was tried: an argument or option cannot be used. */
  wrongUsage: 2,
  /** Of `terraloom review` alone, which fails with 1 whatever the reason: somebody has to look at the plan. */
  needsDecision: 2,
  /** Stopped by Ctrl-C: 128 and the signal's number, as shells have it. */
  interrupted: 130,
} as const;
