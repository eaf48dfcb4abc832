// Words typed into a filter box, against a text: width and case do not count.

const fold = (text: string) => text.normalize('NFKC').toLowerCase()

/** Whether a text has all the words that were typed; true when there are none. */
export function matcher(typed: string): (text: string) => boolean {
  const words = fold(typed).split(/\s+/).filter(Boolean)
  return (text) => {
    const folded = words.length ? fold(text) : ''
    return words.every((word) => folded.includes(word))
  }
}
