import type { Point } from './edge-geometry.ts'

export interface Rect extends Point {
  readonly width: number
  readonly height: number
}

/** Where the canvas looks: Vue Flow's transform, and the size of the pane in pixels. */
export interface View extends Point {
  readonly zoom: number
  readonly width: number
  readonly height: number
}

export const zoomLimits = { least: 0.05, most: 1.6 } as const
/** Room for the bars that float over the canvas. */
const margin = { top: 64, right: 40, bottom: 68, left: 40 }

/** What part of the graph the pane shows, in the graph's own measure. */
export function seen(view: View): Rect {
  return {
    x: -view.x / view.zoom,
    y: -view.y / view.zoom,
    width: view.width / view.zoom,
    height: view.height / view.zoom
  }
}

export function meets(one: Rect, other: Rect): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  )
}

/** Whether the first holds all of the second. */
export function covers(one: Rect, other: Rect): boolean {
  return (
    one.x <= other.x &&
    one.y <= other.y &&
    one.x + one.width >= other.x + other.width &&
    one.y + one.height >= other.y + other.height
  )
}

/** The smallest rectangle around all; null where there is none. */
export function around(rects: readonly Rect[]): Rect | null {
  if (rects.length === 0) return null
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y, width, height } of rects) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** The transform that shows the rectangle as large as it fits, in the middle between the bars. */
export function fitting(
  rect: Rect,
  pane: { readonly width: number; readonly height: number }
): Point & { readonly zoom: number } {
  const room = {
    width: Math.max(1, pane.width - margin.left - margin.right),
    height: Math.max(1, pane.height - margin.top - margin.bottom)
  }
  const wanted = Math.min(room.width / Math.max(1, rect.width), room.height / Math.max(1, rect.height), 1)
  const zoom = Math.max(zoomLimits.least, wanted)
  return {
    x: margin.left + (room.width - rect.width * zoom) / 2 - rect.x * zoom,
    y: margin.top + (room.height - rect.height * zoom) / 2 - rect.y * zoom,
    zoom
  }
}

/** The point of the graph under a point of the pane. */
export function toGraph(view: View, { x, y }: Point): Point {
  return { x: (x - view.x) / view.zoom, y: (y - view.y) / view.zoom }
}

/** The part of the graph under a rectangle of the pane. */
export function rectToGraph(view: View, rect: Rect): Rect {
  return { ...toGraph(view, rect), width: rect.width / view.zoom, height: rect.height / view.zoom }
}
