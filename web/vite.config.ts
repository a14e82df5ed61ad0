import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// In development the API is another process on this machine; in the product the same process serves both.
const server = process.env.ETOWN_SERVER ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 1200,
    reportCompressedSize: false,
    // Assets stay files: the content security policy allows no data: scripts or fonts.
    assetsInlineLimit: 0,
  },
  server: { host: '127.0.0.1', port: 5173, proxy: { '/api': { target: server } } },
});
