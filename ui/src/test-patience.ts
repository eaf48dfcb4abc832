// What a test waits for comes at once on a machine that has nothing else to do; how long it may take is not what is tested.

import { configure } from '@testing-library/svelte'

configure({ asyncUtilTimeout: 20_000 })
