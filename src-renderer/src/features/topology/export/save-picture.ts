import { graphSvg, type DrawnGraph } from './graph-svg.ts'
import type { GraphPicture } from './graph-picture.ts'

/** Browsers refuse larger canvases, or give an empty picture. */
const largest = { side: 16_000, area: 120_000_000 }

/** How much larger than drawn a picture may be: twice, for sharp print, or less where the graph is large. */
export function pictureScale({ width, height }: { readonly width: number; readonly height: number }): number {
  return Math.min(2, largest.side / Math.max(width, height), Math.sqrt(largest.area / (width * height)))
}

async function asPng(drawn: DrawnGraph): Promise<Blob> {
  const scale = pictureScale(drawn)
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(drawn.width * scale)
  canvas.height = Math.round(drawn.height * scale)
  const image = new Image()
  // The policy of the page allows pictures from data:, and none from blob:.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawn.svg)}`
  await image.decode()
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) =>
    canvas.toBlob(blob => (blob ? resolve(blob) : reject(new Error('the picture is too large'))), 'image/png')
  )
}

/** Saves the whole graph the way a browser saves: into the folder for downloads, or where it asks for. */
export async function savePicture(picture: GraphPicture, kind: 'svg' | 'png', name: string): Promise<void> {
  const drawn = graphSvg(picture)
  const blob = kind === 'svg' ? new Blob([drawn.svg], { type: 'image/svg+xml' }) : await asPng(drawn)
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = `${name}.${kind}`
  link.click()
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 30_000)
}
