// What the window remembers between two starts: small values by name, in the web view's storage.

const PREFIX = 'tadori:'

/** Values of one place (the window, or one library), each as JSON. */
export class Memory {
  #scope: string
  #waiting = new Map<string, ReturnType<typeof setTimeout>>()
  #latest = new Map<string, unknown>()

  constructor(scope = '') {
    this.#scope = `${PREFIX}${scope}:`
  }

  /** The value of that name, when it has the shape of the fallback's type; the fallback otherwise. */
  get<T>(name: string, fallback: T): T {
    try {
      const text = localStorage.getItem(this.#scope + name)
      const value: unknown = text === null ? undefined : JSON.parse(text)
      return sameShape(value, fallback) ? (value as T) : fallback
    } catch {
      return fallback
    }
  }

  set(name: string, value: unknown): void {
    try {
      localStorage.setItem(this.#scope + name, JSON.stringify(value))
    } catch {
      // A full or forbidden storage only means that nothing is remembered.
    }
  }

  /** As `set`, for what changes many times a second. */
  soon(name: string, value: unknown): void {
    this.#latest.set(name, value)
    if (this.#waiting.has(name)) return
    this.#waiting.set(name, setTimeout(() => this.#write(name), 300))
  }

  /** Writes what is waiting: the window is about to close. */
  flush(): void {
    for (const name of [...this.#waiting.keys()]) this.#write(name)
  }

  #write(name: string): void {
    clearTimeout(this.#waiting.get(name))
    this.#waiting.delete(name)
    this.set(name, this.#latest.get(name))
  }
}

/** An older version may have left something else under the name: compared one level deep. */
function sameShape(value: unknown, like: unknown): boolean {
  if (value === undefined) return false
  if (like === null || value === null) return true
  if (Array.isArray(like)) return Array.isArray(value)
  if (typeof like !== 'object') return typeof value === typeof like
  if (typeof value !== 'object') return false
  return Object.entries(like).every(([name, part]) => sameShape((value as Record<string, unknown>)[name], part))
}
