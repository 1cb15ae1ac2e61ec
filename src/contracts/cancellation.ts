/** How work that takes long hears that nobody waits for it any more. An AbortSignal is one. */

export interface Cancellation {
  readonly aborted: boolean;
}
