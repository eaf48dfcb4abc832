// 抜粋集: the tree of collections.

import { asError, type Host, type WireError } from '../../host/types'
import type { CollectionView } from '../../wire/generated'

/** A collection as a row of the tree. */
export interface Branch {
  collection: CollectionView
  /** From 0. */
  depth: number
  /** Whether collections lie in it, and whether they are shown. */
  open: boolean | null
  /** Its place among those of the same parent (from 1), and how many there are. */
  at: number
  of: number
}
export type Move = 'up' | 'down' | 'into' | 'out'

export class CollectionsState {
  all = $state.raw<CollectionView[]>([])
  folded = $state.raw<ReadonlySet<string>>(new Set())
  /** The one whose name is being typed. */
  naming = $state<string | null>(null)
  error = $state.raw<WireError | null>(null)
  readonly rows: Branch[] = $derived(branches(this.all, this.folded))

  #host: Host

  constructor(host: Host) {
    this.#host = host
  }

  async load(): Promise<void> {
    await this.#try(async () => {
      this.all = await this.#host.call('collections', null)
    })
  }

  find(id: string): CollectionView | null {
    return this.all.find((each) => each.id === id) ?? null
  }

  /** Titles from the outermost to this one. */
  path(id: string): string[] {
    const found = this.find(id)
    return found ? [...(found.parent === null ? [] : this.path(found.parent)), found.title] : []
  }

  fold(id: string, folded: boolean): void {
    const next = new Set(this.folded)
    if (folded) next.add(id)
    else next.delete(id)
    this.folded = next
  }

  async create(title: string, parent: string | null): Promise<CollectionView | null> {
    return await this.#try(async () => {
      const made = await this.#host.call('createCollection', { title, parent, introduction: '' })
      if (parent !== null) this.fold(parent, false)
      await this.load()
      return made
    })
  }

  async rename(id: string, title: string): Promise<void> {
    this.naming = null
    const typed = title.trim()
    if (typed === '' || typed === this.find(id)?.title) return
    await this.#save(id, { title: typed, introduction: null })
  }

  async introduce(id: string, introduction: string): Promise<boolean> {
    if (introduction === this.find(id)?.introduction) return true
    return await this.#save(id, { title: null, introduction })
  }

  /** What it is called, where it was removed. */
  async remove(id: string): Promise<string | null> {
    const title = this.find(id)?.title ?? ''
    return await this.#try(async () => {
      await this.#host.call('removeCollection', { id })
      await this.load()
      return title
    })
  }

  /** Whether it can go there. */
  target(id: string, move: Move): { parent: string | null; before: string | null } | null {
    const found = this.find(id)
    if (!found) return null
    const beside = siblings(this.all, found.parent)
    const at = beside.findIndex((each) => each.id === id)
    if (move === 'up') return at > 0 ? { parent: found.parent, before: beside[at - 1]?.id ?? null } : null
    if (move === 'down') return at < beside.length - 1 ? { parent: found.parent, before: beside[at + 2]?.id ?? null } : null
    if (move === 'into') return at > 0 ? { parent: beside[at - 1]?.id ?? null, before: null } : null
    const parent = found.parent === null ? null : this.find(found.parent)
    if (!parent) return null
    const outside = siblings(this.all, parent.parent)
    return { parent: parent.parent, before: outside[outside.indexOf(parent) + 1]?.id ?? null }
  }

  /** Whether it was moved. */
  async move(id: string, to: { parent: string | null; before: string | null }): Promise<boolean> {
    // Into itself it cannot go.
    for (let above: string | null = to.parent; above !== null; above = this.find(above)?.parent ?? null) if (above === id) return false
    if (to.before === id) return false
    const moved = await this.#try(async () => {
      this.all = await this.#host.call('moveCollection', { id, ...to })
      if (to.parent !== null) this.fold(to.parent, false)
      return true
    })
    return moved ?? false
  }

  reset(): void {
    this.all = []
    this.folded = new Set()
    this.naming = null
    this.error = null
  }

  async #save(id: string, given: { title: string | null; introduction: string | null }): Promise<boolean> {
    const saved = await this.#try(async () => {
      const saved = await this.#host.call('saveCollection', { id, ...given })
      this.all = this.all.map((each) => (each.id === id ? saved : each))
      return true
    })
    return saved ?? false
  }

  async #try<T>(does: () => Promise<T>): Promise<T | null> {
    try {
      const done = await does()
      this.error = null
      return done
    } catch (thrown) {
      this.error = asError(thrown)
      return null
    }
  }
}

const siblings = (all: readonly CollectionView[], parent: string | null) => all.filter((each) => each.parent === parent).sort((a, b) => a.position - b.position)

function branches(all: readonly CollectionView[], folded: ReadonlySet<string>, parent: string | null = null, depth = 0): Branch[] {
  const beside = siblings(all, parent)
  return beside.flatMap((collection, i): Branch[] => {
    const inner = branches(all, folded, collection.id, depth + 1)
    const open = all.some((each) => each.parent === collection.id) ? !folded.has(collection.id) : null
    return [{ collection, depth, open, at: i + 1, of: beside.length }, ...(open ? inner : [])]
  })
}
