// Text and page scroll in step. Whoever the user touched last leads, and only the movements of the leader move the
// other: an answer to a movement is never itself answered.

export type Side = 'text' | 'page'

export class Sync {
  #leader: Side | null = null

  /** The user scrolls, presses a key or clicks here. */
  lead(side: Side): void {
    this.#leader = side
  }

  /** Both were put where they are on purpose: nobody leads until the user does. */
  rest(): void {
    this.#leader = null
  }

  leads(side: Side): boolean {
    return this.#leader === side
  }
}

/** What shows that the user, and not the program, moves a pane. */
export const GESTURES = ['wheel', 'pointerdown', 'keydown', 'touchstart'] as const

/** Makes a part of the window lead while the user moves it. */
export function leads(sync: Sync, side: Side): (node: HTMLElement) => () => void {
  return (node) => {
    const lead = () => sync.lead(side)
    for (const name of GESTURES) node.addEventListener(name, lead, { passive: true, capture: true })
    return () => {
      for (const name of GESTURES) node.removeEventListener(name, lead, { capture: true })
    }
  }
}
