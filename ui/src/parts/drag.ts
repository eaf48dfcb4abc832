// Dragging with the pointer. The engine's own drag and drop belongs to files that are dropped on the window.

/** From here on it is a drag, not a click (px). */
const FAR = 5

export interface Dragging {
  /** It is over an element; `share` is how far down in it, 0 to 1. */
  over(at: Element | null, share: (of: Element) => number): void
  drop(): void
  /** It is over, dropped or not. */
  end(): void
}

export function drag(down: PointerEvent, does: Dragging): void {
  if (down.button !== 0) return
  let far = false
  const stop = () => {
    removeEventListener('pointermove', moved)
    removeEventListener('pointerup', up)
    removeEventListener('pointercancel', stop)
    removeEventListener('keydown', key, true)
    document.documentElement.classList.remove('dragging')
    does.end()
  }
  const moved = (event: PointerEvent) => {
    far ||= Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > FAR
    if (!far) return
    document.documentElement.classList.add('dragging')
    document.getSelection()?.removeAllRanges()
    const share = (of: Element) => {
      const { top, height } = of.getBoundingClientRect()
      return height === 0 ? 0.5 : (event.clientY - top) / height
    }
    does.over(document.elementFromPoint(event.clientX, event.clientY), share)
  }
  const up = () => {
    if (far) {
      // What is let go is not clicked.
      addEventListener('click', still, { capture: true, once: true })
      setTimeout(() => removeEventListener('click', still, true))
      does.drop()
    }
    stop()
  }
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !far) return
    event.stopPropagation()
    stop()
  }
  addEventListener('pointermove', moved)
  addEventListener('pointerup', up)
  addEventListener('pointercancel', stop)
  addEventListener('keydown', key, true)
}

const still = (event: Event) => {
  event.stopPropagation()
  event.preventDefault()
}
