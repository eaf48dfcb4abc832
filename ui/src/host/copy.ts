// Rich text on the clipboard by the `copy` event: the way that every engine we run in knows.

/** Copies without a look at the user's selection, which is put back afterwards. */
export async function copyRich(plain: string, html: string): Promise<boolean> {
  return copyByEvent(plain, html) || (await copyByApi(plain, html))
}

function copyByEvent(plain: string, html: string): boolean {
  const selection = document.getSelection()
  const before = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : null
  const focused = document.activeElement
  // The engine fires `copy` only where something is selected.
  const stand = document.createElement('textarea')
  stand.value = plain
  stand.setAttribute('aria-hidden', 'true')
  stand.style.cssText = 'position:fixed;inset-inline-start:-100vw;opacity:0'
  document.body.append(stand)
  stand.select()

  let done = false
  const fill = (event: ClipboardEvent) => {
    event.preventDefault()
    event.stopPropagation()
    event.clipboardData?.setData('text/plain', plain)
    event.clipboardData?.setData('text/html', html)
    done = event.clipboardData !== null
  }
  document.addEventListener('copy', fill, { capture: true, once: true })
  try {
    done = document.execCommand('copy') && done
  } catch {
    done = false
  }
  document.removeEventListener('copy', fill, { capture: true })
  stand.remove()
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
  if (before && selection) {
    selection.removeAllRanges()
    selection.addRange(before)
  }
  return done
}

async function copyByApi(plain: string, html: string): Promise<boolean> {
  const clipboard = navigator.clipboard as Clipboard | undefined
  if (!clipboard) return false
  try {
    await clipboard.write([
      new ClipboardItem({
        'text/plain': new Blob([plain], { type: 'text/plain' }),
        'text/html': new Blob([html], { type: 'text/html' }),
      }),
    ])
    return true
  } catch {
    return false
  }
}
