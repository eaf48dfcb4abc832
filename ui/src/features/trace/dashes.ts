// The kinds of links are told apart by their dashes, not by colour; in rem of the drawing.

const DASHES: Record<string, number[]> = {
  quotes: [0.75, 0.2], names: [0.125, 0.25], implements: [0.75, 0.25, 0.125, 0.25], funds: [0.3, 0.3], succeeds: [1.25, 0.4],
  declares: [0.5, 0.2, 0.125, 0.2, 0.125, 0.2], tells: [0.0625, 0.5],
}

/** Citations are solid. */
export const dashOf = (kind: string, rem: number): string => (DASHES[kind] ?? []).map((part) => part * rem).join(' ') || 'none'
