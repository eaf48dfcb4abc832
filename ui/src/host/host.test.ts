// The seam: what goes to the program and to the clipboard, and what comes back.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { copyRich } from './copy'
import type { Drop } from './types'

const { invoke, listen, onDragDropEvent, open, save } = vi.hoisted(() => ({
  invoke: vi.fn(),
  listen: vi.fn(),
  onDragDropEvent: vi.fn(),
  open: vi.fn(),
  save: vi.fn(),
}))
vi.mock('@tauri-apps/api/core', () => ({ invoke }))
vi.mock('@tauri-apps/api/event', () => ({ listen }))
vi.mock('@tauri-apps/api/webview', () => ({ getCurrentWebview: () => ({ onDragDropEvent }) }))
vi.mock('@tauri-apps/plugin-dialog', () => ({ open, save }))

const { tauriHost } = await import('./tauri')

describe('the program', () => {
  it('gets one command with a name and a request', async () => {
    invoke.mockResolvedValue({ job: 4 })
    expect(await tauriHost().call('status', null)).toEqual({ job: 4 })
    expect(invoke).toHaveBeenCalledWith('call', { name: 'status', request: null })
  })

  it.each([
    [{ code: 'no-document', detail: 'd' }, { code: 'no-document', detail: 'd' }],
    ['command call not found', { code: 'internal', detail: 'command call not found' }],
    [new Error('lost'), { code: 'internal', detail: 'lost' }],
  ])('refuses with a wire error: %o', async (thrown, error) => {
    invoke.mockRejectedValue(thrown)
    await expect(tauriHost().call('status', null)).rejects.toEqual(error)
  })

  it('is asked nothing before its events are listened to', async () => {
    invoke.mockReset().mockResolvedValue(null)
    let registered: (unlisten: () => void) => void = () => undefined
    listen.mockReturnValue(new Promise((done) => (registered = done)))
    const host = tauriHost()
    const heard: unknown[] = []
    host.listen((event) => heard.push(event))
    const call = host.call('status', null)
    await new Promise((done) => setTimeout(done, 5))
    expect(invoke).not.toHaveBeenCalled()
    registered(() => undefined)
    await call
    expect(invoke).toHaveBeenCalledOnce()

    const [channel, handler] = listen.mock.calls[0] as [string, (event: { payload: unknown }) => void]
    expect(channel).toBe('tadori')
    handler({ payload: { event: 'library-changed' } })
    expect(heard).toEqual([{ event: 'library-changed' }])
  })

  it('tells of files over the window and in it', () => {
    onDragDropEvent.mockReturnValue(Promise.resolve(() => undefined))
    const drops: Drop[] = []
    tauriHost().onFileDrop((drop) => drops.push(drop))
    const handler = onDragDropEvent.mock.calls[0]?.[0] as (event: { payload: object }) => void
    for (const payload of [{ type: 'enter', paths: ['/a'] }, { type: 'over' }, { type: 'drop', paths: ['/a', '/b'] }, { type: 'leave' }]) handler({ payload })
    expect(drops).toEqual([{ kind: 'over' }, { kind: 'drop', paths: ['/a', '/b'] }, { kind: 'leave' }])
  })

  it('gives no paths when the user chose none', async () => {
    open.mockResolvedValue(null)
    expect(await tauriHost().pickFiles()).toEqual([])
    expect(await tauriHost().pickFolder()).toEqual([])
    open.mockResolvedValue('/folder')
    expect(await tauriHost().pickFolder()).toEqual(['/folder'])
  })
})

describe('the original', () => {
  it('comes as bytes by a command of its own', async () => {
    const bytes = new ArrayBuffer(3)
    invoke.mockReset().mockResolvedValue(bytes)
    expect(await tauriHost().original('d1')).toBe(bytes)
    expect(invoke).toHaveBeenCalledWith('original', { document: 'd1' })
    invoke.mockRejectedValue({ code: 'no-document', detail: '' })
    await expect(tauriHost().original('d1')).rejects.toEqual({ code: 'no-document', detail: '' })
  })

  it('is not saved anywhere without a choice', async () => {
    save.mockResolvedValue(null)
    expect(await tauriHost().pickSave('a.csv')).toBeNull()
    expect(save).toHaveBeenCalledWith({ defaultPath: 'a.csv' })
  })
})

describe('copying', () => {
  const data = new Map<string, string>()
  let allowed = true

  beforeEach(() => {
    data.clear()
    allowed = true
    document.body.innerHTML = '<p>選んだ文</p><button>押す</button>'
    document.execCommand = vi.fn((command: string) => {
      if (command !== 'copy' || !allowed) return false
      const event = new Event('copy', { bubbles: true, cancelable: true })
      Object.assign(event, { clipboardData: { setData: (type: string, text: string) => data.set(type, text) } })
      return !(document.activeElement ?? document).dispatchEvent(event)
    })
  })
  afterEach(() => vi.unstubAllGlobals())

  it('puts plain and rich text on the clipboard and leaves selection and focus as they were', async () => {
    const selection = document.getSelection() as Selection
    selection.selectAllChildren(document.querySelector('p') as HTMLElement)
    document.querySelector('button')?.focus()
    expect(await copyRich('本文', '<b>本文</b>')).toBe(true)
    expect([...data]).toEqual([['text/plain', '本文'], ['text/html', '<b>本文</b>']])
    expect(document.activeElement?.tagName).toBe('BUTTON')
    expect(selection.toString()).toBe('選んだ文')
    expect(document.querySelector('textarea')).toBeNull()
  })

  it('says so when neither way is allowed', async () => {
    allowed = false
    vi.stubGlobal('navigator', { clipboard: undefined })
    expect(await copyRich('本文', '<b>本文</b>')).toBe(false)
    expect(data.size).toBe(0)
  })

  it('leaves later copies of the user alone', async () => {
    allowed = false
    vi.stubGlobal('navigator', { clipboard: undefined })
    await copyRich('本文', '<b>本文</b>')
    const event = new Event('copy', { bubbles: true, cancelable: true })
    document.body.dispatchEvent(event)
    expect(event.defaultPrevented).toBe(false)
  })
})
