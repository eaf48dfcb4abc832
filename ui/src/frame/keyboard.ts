// The keys of the whole window, as a table.

import { views, type ViewName } from './trail.svelte'

/** What keys can ask for. */
export interface Actions {
  search(): void
  view(name: ViewName): void
  side(): void
  page(): void
  main(): void
  region(by: 1 | -1): void
  back(): void
  forward(): void
  larger(): void
  smaller(): void
  usualSize(): void
  help(): void
  escape(): void
  copy(): void
  nextHit(): void
  previousHit(): void
  nextBlock(): void
  previousBlock(): void
  links(): void
  trace(): void
  note(): void
  copyLink(): void
  undo(): void
  redo(): void
}

const TABLE: Record<string, (does: Actions) => void> = {
  'Ctrl+k': (does) => does.search(),
  'Ctrl+1': (does) => does.side(),
  'Ctrl+2': (does) => does.main(),
  'Ctrl+3': (does) => does.page(),
  'Ctrl+4': (does) => does.links(),
  'Ctrl++': (does) => does.larger(),
  'Ctrl+=': (does) => does.larger(),
  // ＋ is on the key of ; on a Japanese keyboard.
  'Ctrl+;': (does) => does.larger(),
  'Ctrl+-': (does) => does.smaller(),
  'Ctrl+0': (does) => does.usualSize(),
  'Ctrl+Shift+c': (does) => does.copy(),
  'Ctrl+Shift+l': (does) => does.copyLink(),
  'Ctrl+d': (does) => does.note(),
  'Ctrl+z': (does) => does.undo(),
  'Ctrl+Shift+z': (does) => does.redo(),
  'Ctrl+y': (does) => does.redo(),
  ...Object.fromEntries(views.map((name, i) => [`Alt+${i + 1}`, (does: Actions) => does.view(name)])),
  'Alt+arrowleft': (does) => does.back(),
  'Alt+arrowright': (does) => does.forward(),
  f6: (does) => does.region(1),
  'Shift+f6': (does) => does.region(-1),
  escape: (does) => does.escape(),
  '?': (does) => does.help(),
  n: (does) => does.nextHit(),
  p: (does) => does.previousHit(),
  j: (does) => does.nextBlock(),
  k: (does) => does.previousBlock(),
  t: (does) => does.trace(),
}

/** Runs what a key asks for. Keys of an input method and letters typed into a field are left alone. */
export function handleKey(event: KeyboardEvent, does: Actions): void {
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return
  const ctrl = event.ctrlKey || event.metaKey
  const field = isField(event.target)
  const key = event.key.toLowerCase()
  if (field && !ctrl && !event.altKey && key.length === 1) return
  // In a field these take back what was typed there.
  if (field && ctrl && (key === 'z' || key === 'y')) return
  // Shift is part of what a sign is (`?`, `+`), but not of a letter or of a named key.
  const shift = event.shiftKey && (/^[a-z]$/.test(key) || key.length > 1)
  const action = TABLE[`${ctrl ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${shift ? 'Shift+' : ''}${key}`]
  if (!action) return
  event.preventDefault()
  action(does)
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && ['text', 'search', 'password'].includes(target.type))
  )
}
