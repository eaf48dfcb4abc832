// Moving the focus between the parts of the window.

import { tick } from 'svelte'
import type { ViewName } from './trail.svelte'

/** Focuses the list or the text of a view; the search box where there is none. */
export async function focusMain(view: ViewName): Promise<void> {
  await tick()
  const there = document.querySelector<HTMLElement>(`#view-${view} [data-main]`)
  const box = document.querySelector<HTMLElement>('[data-region="top"] input')
  ;(there ?? box)?.focus({ preventScroll: true })
}

const FOCUSABLE = 'button:not([disabled]):not([tabindex="-1"]), input:not([disabled]), [tabindex="0"]'

/** F6: rail → search box → left pane → main part → original → links, and round. */
export function nextRegion(view: ViewName, by: 1 | -1): void {
  const regions = [
    document.querySelector<HTMLElement>('[data-region="rail"] [tabindex="0"]'),
    document.querySelector<HTMLElement>('[data-region="top"] input'),
    document.querySelector<HTMLElement>(`#view-${view} [data-region="side"]`)?.querySelector<HTMLElement>(FOCUSABLE),
    document.querySelector<HTMLElement>(`#view-${view} [data-main]`),
    document.querySelector<HTMLElement>(`#view-${view} [data-region="page"] [role="region"]`),
    document.querySelector<HTMLElement>(`#view-${view} [data-region="links"] [role="region"]`),
  ].filter((region) => region != null)
  const at = regions.findIndex((region) => region.closest('[data-region], [data-main]')?.contains(document.activeElement))
  regions[(at + by + regions.length) % regions.length]?.focus()
}
