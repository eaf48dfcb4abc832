// Lays a trace out beside the window, so that a large one holds nothing up.

import { layout, type Input } from './layout'

addEventListener('message', ({ data }: MessageEvent<{ turn: number; input: Input }>) => {
  postMessage({ turn: data.turn, layout: layout(data.input) })
})
