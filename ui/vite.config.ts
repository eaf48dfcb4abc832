import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import { defineConfig } from 'vitest/config'
import { d3Frozen } from './d3-frozen.ts'
import { pdfjsData } from './pdfjs-data.ts'

export default defineConfig({
  base: './',
  plugins: [svelte(), svelteTesting(), pdfjsData(), d3Frozen()],
  // Packages are bundled apart while developing.
  optimizeDeps: { rolldownOptions: { plugins: [d3Frozen()] } },
  // A fixed port: the desktop host looks for the window there while developing.
  server: { port: 1420, strictPort: true },
  // pdf.js is one chunk, loaded when the first page is shown.
  build: { outDir: 'dist', target: ['es2022', 'safari15'], chunkSizeWarningLimit: 700 },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/test-patience.ts'],
    testTimeout: 60_000,
    restoreMocks: true,
  },
})
