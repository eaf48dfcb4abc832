import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  base: './',
  plugins: [svelte(), svelteTesting()],
  // A fixed port: the desktop host looks for the window there while developing.
  server: { port: 1420, strictPort: true },
  build: { outDir: 'dist', target: ['es2022', 'safari15'] },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts'], restoreMocks: true },
})
