// The program freezes `Object.prototype` (`freezePrototype` in tauri.conf.json), and then nothing that inherits
// `constructor` or `toString` from it can be assigned one, only defined one. Two modules of d3, which draws the chart,
// assign: they are rewritten while they are bundled. An update that reads otherwise stops the build.

import type { Plugin } from 'vite'

/** By file: what is written, and what is written instead. */
const REWRITTEN: Record<string, [string, string][]> = {
  'd3-color': [
    ['prototype.constructor = constructor;', 'Object.defineProperty(prototype, "constructor", { value: constructor });'],
    ['prototype[key] = definition[key];', 'Object.defineProperty(prototype, key, { value: definition[key] });'],
  ],
  'd3-format': [
    [
      'FormatSpecifier.prototype.toString =',
      'Object.defineProperty(FormatSpecifier.prototype, "toString", { writable: true });\nFormatSpecifier.prototype.toString =',
    ],
  ],
}

export function d3Frozen(): Plugin {
  return {
    name: 'd3-frozen',
    transform: {
      filter: { id: /\/d3-(color|format)\/dist\/[^/]+\.mjs$/ },
      handler(code, id) {
        const rules = REWRITTEN[/\/(d3-\w+)\/dist\//.exec(id)?.[1] ?? ''] ?? []
        for (const [written, instead] of rules) {
          if (!code.includes(written)) this.error(`${id} no longer has “${written}”: see d3-frozen.ts`)
          code = code.replace(written, () => instead)
        }
        return { code, map: null }
      },
    },
  }
}
