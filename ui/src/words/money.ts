// Yen in figures and words. Nothing is rounded: a figure is a quotation.

/** Names of the myriads, largest first. */
const UNITS: [string, number][] = [['兆', 1e12], ['億', 1e8], ['万', 1e4], ['', 1]]

/** In 百万円, with as many decimals as it takes to be exact. */
export function millions(yen: number): string {
  return (yen / 1e6).toLocaleString('ja-JP', { maximumFractionDigits: 6 })
}

/** 147,310,000,000 → 1,473億1,000万円. */
export function inMyriads(yen: number): string {
  let rest = Math.abs(yen)
  const parts = UNITS.flatMap(([name, unit]) => {
    const count = Math.floor(rest / unit)
    rest -= count * unit
    return count ? [`${count.toLocaleString('ja-JP')}${name}`] : []
  })
  return `${yen < 0 ? '▲' : ''}${parts.join('') || '0'}円`
}
