import '@digital-go-jp/design-tokens/dist/tokens.css'
import './tokens.css'
import './base.css'
import { mount } from 'svelte'
import App from './App.svelte'
import type { Host } from './host/types'

/** The program; while developing in a plain browser, its imitation. */
async function host(): Promise<Host> {
  if (import.meta.env.PROD || '__TAURI_INTERNALS__' in window) return (await import('./host/tauri')).tauriHost()
  return (await import('./host/fake')).fakeHost(new URLSearchParams(location.search))
}

mount(App, { target: document.getElementById('app') as HTMLElement, props: { host: await host() } })
