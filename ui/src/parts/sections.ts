// A path of headings that fits on a line.

const SEPARATOR = ' › '
/** Characters of one heading that are shown when the path is too long. */
const LONGEST_HEADING = 22

/** Joins headings by ›; when that is too long, the middle goes first, then the ends of single headings. */
export function sectionPath(section: readonly string[], most = 60): string {
  const whole = section.join(SEPARATOR)
  if (whole.length <= most) return whole
  const short = section.map((heading) =>
    heading.length > LONGEST_HEADING ? `${heading.slice(0, LONGEST_HEADING - 1)}…` : heading,
  )
  const length = (parts: string[]) => parts.join(SEPARATOR).length
  // The last heading says most, the first where that is: what lies between can go.
  let left = short.slice(0, 1)
  let right = short.slice(1)
  while (right.length > 1 && length([...left, '…', ...right]) > most) right = right.slice(1)
  const elided = 1 + right.length < short.length
  return [...left, ...(elided ? ['…'] : []), ...right].join(SEPARATOR)
}
