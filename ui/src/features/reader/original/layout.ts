// Pages one under another at a zoom: where each begins, and which place is at which height. Places are in points from
// the top left corner of a page, as boxes are; heights in the pane are CSS pixels.

import { Offsets } from '../../../parts/offsets'

/** In points. */
export interface Size {
  width: number
  height: number
}

/** A place on a page (from 1), in points. */
export interface Place {
  page: number
  x: number
  y: number
}

/** Fits the width of the pane, a whole page into it, or px per point. */
export type Zoom = 'width' | 'page' | number

/** Px per point at 100 %. */
export const FULL_SIZE = 96 / 72
/** Around and between pages, px. */
export const GAP = 12
export const SMALLEST = FULL_SIZE / 4
export const LARGEST = FULL_SIZE * 5

export const clampScale = (scale: number): number => Math.min(LARGEST, Math.max(SMALLEST, scale))

/** The scale of a page; each page fits by itself, so that a wide table does not make the others small. */
export function scaleOf(size: Size, zoom: Zoom, view: Size): number {
  if (typeof zoom === 'number') return zoom
  const width = Math.max(1, view.width - 2 * GAP) / size.width
  if (zoom === 'width') return clampScale(width)
  return clampScale(Math.min(width, Math.max(1, view.height - 2 * GAP) / size.height))
}

export class PageLayout {
  readonly count: number
  /** Of the widest page with its margins. */
  readonly width: number
  #sizes: readonly Size[]
  #scales: number[]
  #offsets: Offsets

  constructor(sizes: readonly Size[], zoom: Zoom, view: Size) {
    this.count = sizes.length
    this.#sizes = sizes
    this.#scales = sizes.map((size) => scaleOf(size, zoom, view))
    this.#offsets = new Offsets(sizes.map((size, i) => size.height * (this.#scales[i] ?? 1) + GAP))
    this.width = sizes.reduce((most, size, i) => Math.max(most, size.width * (this.#scales[i] ?? 1)), 0) + 2 * GAP
  }

  get height(): number {
    return this.#offsets.total + GAP
  }

  scale(page: number): number {
    return this.#scales[page - 1] ?? 1
  }

  /** Where a page is drawn. */
  frame(page: number, viewWidth: number): { top: number; left: number; width: number; height: number } {
    const size = this.#sizes[page - 1] ?? { width: 0, height: 0 }
    const scale = this.scale(page)
    const width = size.width * scale
    return {
      top: this.#offsets.top(page - 1) + GAP,
      left: Math.max(GAP, (Math.max(this.width, viewWidth) - width) / 2),
      width,
      height: size.height * scale,
    }
  }

  /** The page at a height. */
  at(top: number): number {
    return this.count ? this.#offsets.at(Math.max(0, top)) + 1 : 0
  }

  /** Pages in view, and one before and after. */
  near(top: number, height: number): { first: number; last: number } {
    if (this.count === 0) return { first: 1, last: 0 }
    return { first: Math.max(1, this.at(top) - 1), last: Math.min(this.count, this.at(top + height) + 1) }
  }

  /** The page that takes most of the view. */
  main(top: number, height: number): number {
    return this.at(top + height / 3)
  }

  /** What is at a height of the pane. */
  placeAt(top: number): { page: number; y: number } {
    const page = Math.max(1, this.at(top))
    const size = this.#sizes[page - 1]
    const y = (top - this.#offsets.top(page - 1) - GAP) / this.scale(page)
    return { page, y: Math.min(size?.height ?? 0, Math.max(0, y)) }
  }

  /** At which height a place is. */
  topOf({ page, y }: { page: number; y: number }): number {
    return this.#offsets.top(page - 1) + GAP + y * this.scale(page)
  }
}
