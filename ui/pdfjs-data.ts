// What pdf.js fetches while it shows a page: its workers, CMaps, fonts, decoders and colour profile. They are taken
// from the package as they are, so that the window needs nothing from anywhere else and nothing of it is committed.

import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, extname, join } from 'node:path'
import type { Plugin } from 'vite'

const PACKAGE = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
/** Where the window finds it, below its own address. */
const PLACE = 'pdfjs'
const FOLDERS = ['cmaps', 'standard_fonts', 'wasm', 'iccs']
/** The legacy build: system web views are older than browsers. */
const WORKERS = ['legacy/build/pdf.worker.min.mjs', 'legacy/build/pdf.renderer.min.mjs']
/** Runs the scripts of a PDF, which we never do. */
const SCRIPTING = /^quickjs|_QUICKJS$/

const TYPES: Record<string, string> = { '.mjs': 'text/javascript', '.js': 'text/javascript', '.wasm': 'application/wasm' }

/** Path below the window's address → file. */
function files(): Map<string, string> {
  const found = new Map(WORKERS.map((path) => [`${PLACE}/${path.split('/').pop()}`, join(PACKAGE, path)]))
  for (const folder of FOLDERS) {
    for (const name of readdirSync(join(PACKAGE, folder))) {
      if (!SCRIPTING.test(name)) found.set(`${PLACE}/${folder}/${name}`, join(PACKAGE, folder, name))
    }
  }
  return found.set(`${PLACE}/LICENSE`, join(PACKAGE, 'LICENSE'))
}

export function pdfjsData(): Plugin {
  return {
    name: 'pdfjs-data',
    generateBundle() {
      for (const [fileName, path] of files()) this.emitFile({ type: 'asset', fileName, source: readFileSync(path) })
    },
    configureServer(server) {
      const served = files()
      server.middlewares.use((request, response, next) => {
        const path = served.get(request.url?.split('?')[0]?.slice(1) ?? '')
        if (!path) return next()
        response.setHeader('Content-Type', TYPES[extname(path)] ?? 'application/octet-stream')
        response.end(readFileSync(path))
      })
    },
  }
}
