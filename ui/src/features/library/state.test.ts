import { beforeEach, expect, it } from 'vitest'
import { fakeHost } from '../../host/fake'
import { LibraryState } from './state.svelte'

let state: LibraryState

beforeEach(async () => {
  state = new LibraryState(fakeHost(new URLSearchParams('notices=index-damaged,index-damaged,disk-full')))
  await state.refresh()
  await state.load()
})

it('knows which library is open', () => {
  expect(state.opened?.info).toMatchObject({ sample: true, path: '/sample' })
  expect(state.list).toHaveLength(1)
})

it('makes a library, opens it and lists it', async () => {
  expect(await state.create('計画')).toBe(true)
  expect(state.opened?.info.name).toBe('計画')
  expect(state.list.filter((library) => library.open).map((library) => library.name)).toEqual(['計画'])
})

it('stays where it is when another cannot be opened, and says why', async () => {
  expect(await state.open('/nowhere')).toBe(false)
  expect(state.opened?.info.path).toBe('/sample')
  expect(state.error?.code).toBe('library-unreadable')
  await state.refresh()
  expect(state.error).toBeNull()
})

it('shows a notice once, until it is put away', async () => {
  expect(state.notices).toEqual(['index-damaged', 'disk-full'])
  state.dismiss('index-damaged')
  expect(state.notices).toEqual(['disk-full'])
  await state.refresh()
  expect(state.notices).toEqual(['disk-full'])
})

it('shows a rebuild of the index until it is done', () => {
  state.indexing({ done: 2, total: 6 })
  expect(state.rebuilding).toEqual({ done: 2, total: 6 })
  state.indexing({ done: 6, total: 6 })
  expect(state.rebuilding).toBeNull()
})
