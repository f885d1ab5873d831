/** Flags for a headless Chromium that says nothing to the outside and runs in a container. */
export const CHROMIUM_FLAGS: readonly string[];

/** Finds a Chromium without installing anything; `null` when there is none. */
export function findBrowser(): Promise<string | null>;

/** Finds a Chromium, installing one when there is none; throws with the remedy when every way failed. */
export function ensureBrowser(): Promise<string>;
