import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { laneWorker, WORKER } from './laneWorkerPlugin.ts';

// In development the API is another process on this machine; in the product the same process serves both.
const server = process.env.ETOWN_SERVER ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react(), laneWorker()],
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 1200,
    reportCompressedSize: false,
    // Assets stay files: the content security policy allows no data: scripts or fonts.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { index: 'index.html', [WORKER]: 'src/worker/laneWorker.ts' },
      output: {
        // The worker keeps its name, since a terminal asks for it again; it says itself which build it belongs to.
        entryFileNames: ({ name }) => (name === WORKER ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: { host: '127.0.0.1', port: 5173, proxy: { '/api': { target: server } } },
});
