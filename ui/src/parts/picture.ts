// A drawing as a file.

export function toSvg(svg: SVGSVGElement): string {
  return new XMLSerializer().serializeToString(svg)
}

/** Twice as fine as the screen, for print. */
const SCALE = 2

export async function toPng(svg: SVGSVGElement): Promise<Uint8Array> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(toSvg(svg))}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = Number(svg.getAttribute('width')) * SCALE
  canvas.height = Number(svg.getAttribute('height')) * SCALE
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
  if (!blob) throw new Error('the picture is too large for this web view')
  return new Uint8Array(await blob.arrayBuffer())
}
