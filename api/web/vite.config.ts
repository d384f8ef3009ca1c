import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const here = (path: string) => decodeURI(new URL(path, import.meta.url).pathname);

// The fixture build is the same page on made-up data, without a service: what the browser tests
// and the benchmark drive. The page that is shipped holds none of it.
export default defineConfig(({ mode }) => ({
  plugins: [react()],
  resolve: {
    alias: {
      "#source": here(mode === "fixture" ? "./src/data/fixture/source.ts" : "./src/data/service/source.ts"),
    },
  },
  build: {
    outDir: mode === "fixture" ? "dist-fixture" : "dist",
    target: "es2022",
    // A strict content security policy takes no data: addresses in styles, and no inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
  },
  server: { proxy: { "/api": "http://127.0.0.1:8000" } },
  test: { include: ["src/**/*.test.ts"] },
}));
