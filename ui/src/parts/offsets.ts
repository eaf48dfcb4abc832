// Heights of many rows, with "where does row i begin" and "which row is at y" in log n.

export class Offsets {
  readonly count: number
  #height: Float64Array
  /** Fenwick tree over the heights (1-based). */
  #tree: Float64Array

  constructor(heights: ArrayLike<number>) {
    this.count = heights.length
    this.#height = Float64Array.from(heights)
    this.#tree = new Float64Array(this.count + 1)
    for (let i = 1; i <= this.count; i++) {
      this.#tree[i] = (this.#tree[i] ?? 0) + (this.#height[i - 1] ?? 0)
      const up = i + (i & -i)
      if (up <= this.count) this.#tree[up] = (this.#tree[up] ?? 0) + (this.#tree[i] ?? 0)
    }
  }

  height(row: number): number {
    return this.#height[row] ?? 0
  }

  /** Sets a height; says whether it differs from what was known. */
  set(row: number, height: number): boolean {
    const change = height - this.height(row)
    if (Math.abs(change) < 0.05 || row < 0 || row >= this.count) return false
    this.#height[row] = height
    for (let i = row + 1; i <= this.count; i += i & -i) this.#tree[i] = (this.#tree[i] ?? 0) + change
    return true
  }

  /** Where a row begins; `top(count)` is the height of all. */
  top(row: number): number {
    let sum = 0
    for (let i = Math.min(row, this.count); i > 0; i -= i & -i) sum += this.#tree[i] ?? 0
    return sum
  }

  get total(): number {
    return this.top(this.count)
  }

  /** The row that covers `y`; the last one when `y` is below all. */
  at(y: number): number {
    let row = 0
    let left = y
    for (let step = 1 << Math.floor(Math.log2(Math.max(1, this.count))); step > 0; step >>= 1) {
      const next = row + step
      if (next <= this.count && (this.#tree[next] ?? 0) <= left) {
        row = next
        left -= this.#tree[next] ?? 0
      }
    }
    return Math.max(0, Math.min(row, this.count - 1))
  }
}
