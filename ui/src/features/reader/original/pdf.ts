// Pages of a PDF as pictures, by pdf.js. No other file knows that it is pdf.js.

import type { PDFDocumentProxy } from 'pdfjs-dist'
import type { Size } from './layout'

/** The file is locked: a password is needed, or the one that was given is wrong. */
export class Locked extends Error {
  readonly wrong: boolean
  constructor(wrong: boolean) {
    super(wrong ? 'wrong password' : 'password needed')
    this.wrong = wrong
  }
}

export interface Pdf {
  readonly count: number
  /** As it is shown, in points. */
  size(page: number): Promise<Size>
  /** A picture of a page, `scale` device pixels a point; rejects when it is stopped. */
  draw(page: number, scale: number, signal: AbortSignal): Promise<HTMLCanvasElement>
  close(): void
}

export type OpenPdf = (bytes: ArrayBuffer, password: string | null) => Promise<Pdf>

/** A picture of a page takes no more than this, px; four bytes each. */
const MOST_PIXELS = 12_000_000
/** A picture within a page that is larger is left out: a hostile file may claim any size. */
const LARGEST_IMAGE = 100_000_000

/** With all that pdf.js fetches by absolute address, as its workers have another base. */
export const openPdf: OpenPdf = async (bytes, password) => {
  const { getDocument, GlobalWorkerOptions, PasswordException } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const place = new URL('pdfjs/', document.baseURI).href
  GlobalWorkerOptions.workerSrc = `${place}pdf.worker.min.mjs`
  GlobalWorkerOptions.rendererSrc = `${place}pdf.renderer.min.mjs`
  const loading = getDocument({
    data: new Uint8Array(bytes),
    ...(password === null ? {} : { password }),
    cMapUrl: `${place}cmaps/`,
    standardFontDataUrl: `${place}standard_fonts/`,
    wasmUrl: `${place}wasm/`,
    iccUrl: `${place}iccs/`,
    maxImageSize: LARGEST_IMAGE,
    verbosity: 0,
  })
  try {
    return pages(await loading.promise, () => void loading.destroy())
  } catch (thrown) {
    void loading.destroy()
    if (thrown instanceof PasswordException) throw new Locked(password !== null)
    throw thrown
  }
}

function pages(pdf: PDFDocumentProxy, close: () => void): Pdf {
  return {
    count: pdf.numPages,
    async size(number) {
      const page = await pdf.getPage(number)
      const { width, height } = page.getViewport({ scale: 1 })
      return { width, height }
    },
    async draw(number, scale, signal) {
      const page = await pdf.getPage(number)
      signal.throwIfAborted()
      const { width, height } = page.getViewport({ scale: 1 })
      const affordable = Math.min(scale, Math.sqrt(MOST_PIXELS / Math.max(1, width * height)))
      const viewport = page.getViewport({ scale: affordable })
      const canvas = document.createElement('canvas')
      canvas.width = Math.max(1, Math.round(viewport.width))
      canvas.height = Math.max(1, Math.round(viewport.height))
      const task = page.render({ canvas, viewport })
      const stop = () => task.cancel()
      signal.addEventListener('abort', stop)
      try {
        await task.promise
        return canvas
      } finally {
        signal.removeEventListener('abort', stop)
        page.cleanup()
      }
    },
    close,
  }
}
