import { beforeEach, describe, expect, it } from 'vitest'
import { fakeHost } from '../../host/fake'
import type { Said } from '../../wire/generated'
import { ProgramsState, type Row } from './state.svelte'

let state: ProgramsState

const names = (rows: readonly Row[]) => rows.map((row) => (row.type === 'heading' ? `[${row.project}]` : row.program.name))

beforeEach(async () => {
  state = new ProgramsState(fakeHost(new URLSearchParams('budget')))
  await state.source.need()
})

describe('the list', () => {
  it('has each project with its programs below', () => {
    const rows = names(state.rows)
    expect(rows).toHaveLength(6)
    expect(rows.indexOf('堰老朽度点検事業')).toBe(rows.indexOf('堰更新プロジェクト') + 1)
    expect(rows.slice(rows.indexOf('港湾強靱化プロジェクト'), rows.indexOf('港湾強靱化プロジェクト') + 4).sort()).toEqual(
      ['港湾人材育成事業', '港湾荷役省力化事業', '港湾観測網整備事業', '港湾強靱化プロジェクト'].sort(),
    )
  })

  it('finds a program by another name, and says the project above it', () => {
    state.filter = 'かんそく'
    expect(names(state.rows)).toEqual(['[港湾強靱化プロジェクト]', '港湾観測網整備事業'])
    expect(state.count).toBe(1)
    state.choose(0)
    expect(state.program).toBeNull()
    state.choose(1)
    expect(state.program?.name).toBe('港湾観測網整備事業')
    state.filter = '無い名前'
    expect(state.rows).toEqual([])
    expect(state.program?.name).toBe('港湾観測網整備事業')
  })
})

describe('names', () => {
  const say = async (name: string, other: string, said: Said) => {
    const program = state.find(name)
    return program !== undefined && state.say(program, name, other, said)
  }
  const shown = () => state.program && [state.program.name, ...state.program.aliases.map(({ name, evidence }) => `${name} ${evidence}`)]

  beforeEach(async () => {
    state = new ProgramsState(fakeHost(new URLSearchParams('own&budget')))
    await state.source.need()
  })

  it('are joined and kept apart, and the page stays where it is', async () => {
    const count = state.all.length
    expect(await say('港湾荷役省力化事業', '港湾人材育成事業', 'same')).toBe(true)
    expect(shown()).toEqual(['港湾荷役省力化事業', '港湾人材育成事業 said'])
    expect(state.program?.aliases[0]?.saidOf).toBe('港湾荷役省力化事業')
    expect(state.all).toHaveLength(count - 1)
    expect(state.find('港湾人材育成事業')?.name).toBe('港湾荷役省力化事業')
    expect(await say('港湾荷役省力化事業', '港湾人材育成事業', 'nothing')).toBe(true)
    expect(state.all).toHaveLength(count)
    expect(await say('港湾観測網整備事業', '港湾観測網', 'different')).toBe(true)
    expect(shown()).toEqual(['港湾観測網整備事業', '港湾かんそく網整備事業 spelling'])
    expect(state.program?.apart).toEqual([{ name: '港湾観測網', saidOf: '港湾観測網整備事業' }])
  })

  it('are suggested from others of the kind', () => {
    const program = state.find('港湾荷役省力化事業')
    expect(program && state.suggest(program, '人材')).toEqual(['港湾人材育成事業'])
    expect(program && state.suggest(program, '').length).toBe(3)
  })

  it('are left alone where nothing can be written, and it says so', async () => {
    state = new ProgramsState(fakeHost(new URLSearchParams('read-only&budget')))
    await state.source.need()
    expect(await say('港湾観測網整備事業', '港湾観測網', 'different')).toBe(false)
    expect(state.failure?.code).toBe('library-read-only')
    expect(state.saying).toBe(false)
  })
})

it('knows the programs of a project', () => {
  const project = state.find('港湾強靱化プロジェクト')
  expect(project && state.partsOf(project).map((program) => program.name)).toHaveLength(3)
  expect(state.find('港湾観測網')?.name).toBe('港湾観測網整備事業')
})
