// The program itself. No other file knows that it is Tauri.

import { invoke } from '@tauri-apps/api/core'
import { listen } from '@tauri-apps/api/event'
import { getCurrentWebview } from '@tauri-apps/api/webview'
import { open, save } from '@tauri-apps/plugin-dialog'
import { copyRich } from './copy'
import { asError, type Drop, type Host, type Unlisten, type WireEvent } from './types'

/** The channel all events of the program come on. */
const CHANNEL = 'tadori'

export function tauriHost(): Host {
  // Subscribing takes a moment; no command is sent before it is done, so that no event is missed.
  let subscribed: Promise<unknown> = Promise.resolve()
  const subscribe = (registering: Promise<Unlisten>): Unlisten => {
    subscribed = Promise.allSettled([subscribed, registering])
    return () => void registering.then((unlisten) => unlisten())
  }
  return {
    async call(name, request) {
      await subscribed
      try {
        return await invoke('call', { name, request })
      } catch (thrown) {
        throw asError(thrown)
      }
    },
    listen: (handler) => subscribe(listen<WireEvent>(CHANNEL, (event) => handler(event.payload))),
    pickFiles: async () => (await open({ multiple: true, directory: false })) ?? [],
    pickFolder: async () => {
      const folder = await open({ multiple: false, directory: true, recursive: true })
      return folder ? [folder] : []
    },
    pickSave: (name) => save({ defaultPath: name }),
    async original(document) {
      try {
        return await invoke<ArrayBuffer>('original', { document })
      } catch (thrown) {
        throw asError(thrown)
      }
    },
    onFileDrop: (handler) =>
      subscribe(
        getCurrentWebview().onDragDropEvent(({ payload }) => {
          const drop = toDrop(payload)
          if (drop) handler(drop)
        }),
      ),
    copy: copyRich,
  }
}

function toDrop(payload: { type: string; paths?: string[] }): Drop | null {
  switch (payload.type) {
    case 'enter':
      return { kind: 'over' }
    case 'leave':
      return { kind: 'leave' }
    case 'drop':
      return { kind: 'drop', paths: payload.paths ?? [] }
    default:
      return null
  }
}
