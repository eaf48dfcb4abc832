import { beforeEach, describe, expect, it } from 'vitest'
import { fakeHost } from '../../host/fake'
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

it('knows the programs of a project', () => {
  const project = state.find('港湾強靱化プロジェクト')
  expect(project && state.partsOf(project).map((program) => program.name)).toHaveLength(3)
  expect(state.find('港湾観測網')?.name).toBe('港湾観測網整備事業')
})
