import { expect, type Locator, type Page } from '@playwright/test'

/** The graph as a person uses it. */
export class TopologyPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async open(): Promise<void> {
    await this.page.getByTestId('nav-topology').click()
  }

  card(siteId: string): Locator {
    return this.page.getByTestId(`card-${siteId}`)
  }

  /** The disc on the right, from which a link is dragged. */
  disc(siteId: string): Locator {
    return this.card(siteId).locator('.handle.out')
  }

  /** Where a card stands on the graph, whatever part of it is seen. */
  place(siteId: string): Promise<string> {
    return this.page
      .locator(`.vue-flow__node[data-id="${siteId}"]`)
      .evaluate(node => (node as HTMLElement).style.transform)
  }

  node(siteId: string): Locator {
    return this.page.locator(`.vue-flow__node[data-id="${siteId}"]`)
  }

  /** Where something is on the screen once the view has come to rest: it moves to show what has changed. */
  async atRest(what: Locator): Promise<{ x: number; y: number }> {
    const places: string[] = []
    const rested = async (): Promise<boolean> => {
      places.push(JSON.stringify(await what.boundingBox()))
      return places.length > 3 && new Set(places.slice(-4)).size === 1
    }
    await expect.poll(rested, { intervals: [150] }).toBe(true)
    return (await what.boundingBox())!
  }

  /** Where cards stand, in the graph's own measure. */
  async spots(siteIds: readonly string[]): Promise<Record<string, { x: number; y: number }>> {
    const found: Record<string, { x: number; y: number }> = {}
    for (const id of siteIds) {
      const [x, y] = (await this.place(id)).match(/-?[\d.]+/g)!.map(Number)
      found[id] = { x: x!, y: y! }
    }
    return found
  }

  /** How far cards are from where they were: one answer where all went the same way. */
  async way(before: Readonly<Record<string, { x: number; y: number }>>): Promise<string[]> {
    const now = await this.spots(Object.keys(before))
    return [
      ...new Set(Object.entries(now).map(([id, { x, y }]) => `${x - before[id]!.x} ${y - before[id]!.y}`))
    ]
  }

  /** Draws a frame around these cards, from one empty corner to the other, with Shift held. */
  async frame(siteIds: readonly string[]): Promise<void> {
    const boxes = await Promise.all(siteIds.map(async id => (await this.card(id).boundingBox())!))
    const { mouse, keyboard } = this.page
    const [left, top] = [Math.min(...boxes.map(box => box.x)), Math.min(...boxes.map(box => box.y))]
    const right = Math.max(...boxes.map(box => box.x + box.width))
    const bottom = Math.max(...boxes.map(box => box.y + box.height))
    await keyboard.down('Shift')
    await mouse.move(left - 16, top - 16)
    await mouse.down()
    await mouse.move(left + 40, top + 40, { steps: 3 })
    await mouse.move(right + 10, bottom + 10, { steps: 6 })
    await mouse.up()
    await keyboard.up('Shift')
  }

  /** Takes a card by its name and puts it elsewhere. */
  async move(siteId: string, right: number, down: number): Promise<void> {
    const box = (await this.card(siteId).locator('.card-name').boundingBox())!
    const { mouse } = this.page
    await mouse.move(box.x + 20, box.y + box.height / 2)
    await mouse.down()
    await mouse.move(box.x + 30, box.y + 20, { steps: 3 })
    await mouse.move(box.x + 20 + right, box.y + down, { steps: 6 })
    await mouse.up()
  }

  /** Presses the disc of one card, moves slowly enough for a hand, and drops on the other. */
  async drag(fromId: string, toId: string, onTheWay?: () => Promise<void>): Promise<void> {
    const from = (await this.card(fromId).locator('.handle.out').boundingBox())!
    const to = (await this.card(toId).boundingBox())!
    const { mouse } = this.page
    await mouse.move(from.x + from.width / 2, from.y + from.height / 2)
    await mouse.down()
    await mouse.move(from.x + 40, from.y + 10, { steps: 4 })
    await mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 8 })
    await onTheWay?.()
    await mouse.up()
  }

  /** Chooses exactly these models in the panel of a new link. */
  async choose(...models: string[]): Promise<void> {
    const panel = this.page.getByTestId('plan-panel')
    for (const box of await panel.getByRole('checkbox', { checked: true }).all()) {
      if (await box.isEnabled()) await box.click()
    }
    for (const model of models) {
      const box = panel.getByTestId(`model-${model}`)
      if (!(await box.isVisible()))
        await panel.getByRole('searchbox').or(panel.getByRole('textbox')).first().fill(model)
      await box.click()
    }
  }

  edge(): Locator {
    return this.page.locator('.vue-flow__edge')
  }
}
