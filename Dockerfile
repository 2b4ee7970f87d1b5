FROM node:24.21.0-slim AS dependencies
WORKDIR /bot
COPY package.json package-lock.json .npmrc ./
# The optional dependencies are Node itself, for hosts that have another one: this image is that Node.
RUN npm ci --omit=dev --omit=optional --workspaces=false

FROM node:24.21.0-slim
ENV NODE_ENV=production
WORKDIR /bot
COPY --from=dependencies /bot/node_modules node_modules
COPY package.json manifest.yml ./
COPY config config
COPY commands commands
COPY src src
# The one place written to; Fargate gives a mounted volume the owner and mode it finds here.
VOLUME /tmp
USER node
HEALTHCHECK --interval=30s --timeout=5s --retries=3 --start-period=60s \
  CMD ["node", "-e", "process.exit(Date.now()-require(\"node:fs\").statSync(process.env.ISB_ALIVE_FILE||\"/tmp/isb-alive\").mtimeMs<60000?0:1)"]
CMD ["node", "src/main.ts"]
