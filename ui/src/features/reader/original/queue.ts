// Pages are drawn one after another, the most wanted first; what has been scrolled past is not drawn any more.

interface Task {
  rank: number
  run: (signal: AbortSignal) => Promise<void>
  stop: AbortController
}

export class DrawQueue {
  #waiting: Task[] = []
  #busy = 0
  #most: number

  /** `most`: how many are drawn at a time. */
  constructor(most = 1) {
    this.#most = most
  }

  /** Draws when its turn comes, low ranks first; gives what takes it back. */
  add(rank: number, run: (signal: AbortSignal) => Promise<void>): () => void {
    const task: Task = { rank, run, stop: new AbortController() }
    this.#waiting.push(task)
    void this.#next()
    return () => {
      task.stop.abort()
      this.#waiting = this.#waiting.filter((other) => other !== task)
    }
  }

  async #next(): Promise<void> {
    // After the tasks that are added in the same turn, so that their ranks count.
    await Promise.resolve()
    if (this.#busy >= this.#most || this.#waiting.length === 0) return
    const task = this.#waiting.reduce((best, other) => (other.rank < best.rank ? other : best))
    this.#waiting = this.#waiting.filter((other) => other !== task)
    this.#busy++
    try {
      await task.run(task.stop.signal)
    } catch {
      // The page says itself that it could not be drawn; the others are drawn all the same.
    } finally {
      this.#busy--
      void this.#next()
    }
  }
}
